print("startline")
