"""What a refusal looks like."""

import uuid

#: The id of nothing.
NOWHERE = str(uuid.UUID(int=7))


def assert_told(answer, *statuses):
    """A refusal in words, in the shape that clients of the old platform know."""
    assert 400 <= answer.status_code < 500, (answer.request.method, answer.request.url, answer.status_code, answer.text)
    if statuses:
        assert answer.status_code in statuses, (answer.status_code, answer.text)
    if answer.request.method == "HEAD":
        return None
    detail = answer.json()["detail"]
    assert detail, "A refusal without words"
    if isinstance(detail, list):
        for entry in detail:
            assert set(entry) == {"loc", "msg", "type"} and entry["msg"]
    else:
        assert isinstance(detail, str)
    assert "Swift" not in answer.text and "Error(" not in answer.text, answer.text
    return detail
