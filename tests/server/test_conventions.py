"""What the server's answers are in HTTP, whoever asks."""

import gzip
import re

import httpx
import pytest

from portal_tui.contract.applications import FindApplication
from tests.engine.uploads.files import pdf
from tests.world import World

NUMBER = "2026-000001"


def found(maude: httpx.Client) -> dict[str, object]:
    answer: dict[str, object] = maude.get(f"/v1/application-numbers/{NUMBER}").json()
    return answer


def test_a_problem_is_rfc_9457_in_the_language_asked_for(http: httpx.Client) -> None:
    english = http.get("/v1/me", headers={"accept-language": "de, en-CA;q=0.8, fr"})
    assert english.headers["content-type"] == "application/problem+json"
    assert english.headers["www-authenticate"] == "Bearer"
    assert english.headers["content-language"] == "en"
    assert english.json() == {
        "type": "urn:portal-tui:problem:not-signed-in",
        "title": "Unauthorized",
        "status": 401,
        "detail": "Sign in first.",
        "code": "not-signed-in",
    }
    assert http.get("/v1/me").headers["content-language"] == "fr-CA"


def test_a_refusal_carries_the_whole_decision(maude: httpx.Client) -> None:
    application = found(maude)["id"]
    refused = maude.post(f"/v1/applications/{application}/submissions")
    assert refused.status_code == 403
    checks = refused.json()["decision"]["checks"]
    assert any(check["remedies"] for check in checks if not check["holds"])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("GET", "/", 404),
        ("GET", "/v1/applications/1/nothing", 404),
        ("PATCH", "/v1/me", 405),
        ("GET", "/v1/applications/one", 422),
        ("GET", "/v1/applications?limit=5&limit=6", 422),
        ("GET", "/v1/applications?limit=many", 422),
        ("GET", "/v1/applications?colour=red", 422),
        ("GET", "/v1/applications?sort=colour", 422),
    ],
)
def test_what_the_contract_doesnt_say_is_a_problem_too(
    maude: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = maude.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    if status == 405:
        assert answer.headers["allow"] == "GET"


def test_a_language_asked_for_comes_before_the_account_s(maude: httpx.Client) -> None:
    """As HTTP means it; without a wish, answers are in the account's."""
    own = maude.get("/v1/programmes").json()
    english = maude.get("/v1/programmes", headers={"accept-language": "en"}).json()
    assert "Aide aux lieux de diffusion" in str(own)
    assert "Support for venues" in str(english)


@pytest.mark.parametrize(
    ("body", "kind", "status", "pointer"),
    [
        (b'{"language": "en"}', "text/plain", 415, None),
        (b"{", "application/json", 422, ""),
        (b"[]", "application/json", 422, ""),
        (b"\xff\xfe", "application/json", 422, ""),
        (b"{}", "application/json", 422, "/language"),
        (b'{"language": 3}', "application/json; charset=utf-8", 422, "/language"),
        (b'{"language": "en", "colour": 1}', "application/json", 422, "/colour"),
    ],
)
def test_a_body_that_doesnt_fit_says_where(
    maude: httpx.Client, body: bytes, kind: str, status: int, pointer: str | None
) -> None:
    answer = maude.put("/v1/me/language", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    pointers = [field["pointer"] for field in answer.json().get("fields", ())]
    assert pointers == ([] if pointer is None else [pointer])


def test_an_unchanged_answer_is_spared(maude: httpx.Client) -> None:
    path = f"/v1/application-numbers/{NUMBER}"
    first = maude.get(path)
    assert first.headers["etag"].startswith(f'"{first.json()["revision"]}-')
    spared = maude.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (spared.status_code, spared.content) == (304, b"")


def test_saving_wants_the_revision_that_was_seen(maude: httpx.Client) -> None:
    view = found(maude)
    task = view["tasks"][0]["id"]  # type: ignore[index]
    tag = maude.get(f"/v1/tasks/{task}").headers["etag"]
    change = {"changes": [{"pointer": "/title", "value": "Saison 2028", "base": "Saison 2027"}]}
    assert maude.patch(f"/v1/tasks/{task}/answers", json=change).status_code == 428
    saved = maude.patch(f"/v1/tasks/{task}/answers", json=change, headers={"if-match": tag})
    assert saved.status_code == 200
    assert saved.json()["conflicts"] == []
    elsewhere = {**change, "revision": 1}
    assert (
        maude.patch(f"/v1/tasks/{task}/answers", json=elsewhere, headers={"if-match": tag}).status_code == 422
    )


@pytest.mark.parametrize("more", ["", "&filter=th%C3%A9%C3%A2tre", "&filter=quai+th"])
def test_pages_link_to_the_next(maude: httpx.Client, more: str) -> None:
    numbers, path = [], f"/v1/applications?limit=1&sort=number&descending=false{more}"
    while path:
        page = maude.get(path)
        numbers += [item["number"] for item in page.json()["items"]]
        link = re.search(r'<([^>]+)>; rel="next"', page.headers["link"])
        path = link[1] if link else ""
    assert numbers == sorted(numbers)
    assert len(numbers) == 4


def test_a_key_gets_the_same_answer(maude: httpx.Client) -> None:
    begun = [
        maude.post("/v1/programmes/any/applications", json={}, headers={"idempotency-key": '"k"'})
        for _ in range(2)
    ]
    assert [each.status_code for each in begun] == [201, 201]
    assert begun[0].json() == begun[1].json()
    other = {"name": "X", "kind": "association"}
    reused = maude.post("/v1/organisations", json=other, headers={"idempotency-key": '"k"'})
    assert (reused.status_code, reused.json()["code"]) == (409, "key-reused")


@pytest.mark.parametrize("header", ["Idempotency-Key", "If-Match"])
def test_care_that_isnt_taken_is_not_promised(maude: httpx.Client, header: str) -> None:
    """Whoever sends a key would ask again without fear."""
    refused = maude.put("/v1/me/language", json={"language": "en"}, headers={header: '"1"'})
    assert (refused.status_code, refused.json()["code"]) == (400, "header-not-taken")
    assert header in refused.json()["detail"]
    assert maude.get("/v1/me", headers={header: '"1"'}).json()["language"] != "en"


def test_a_document_is_its_own_bytes_with_ranges(maude: httpx.Client) -> None:
    import base64

    task = found(maude)["tasks"][1]["id"]  # type: ignore[index]
    upload = {"slot": "accounts", "name": "états.pdf", "content": base64.b64encode(pdf()).decode()}
    view = maude.post(f"/v1/tasks/{task}/documents", json=upload)
    assert view.status_code == 201
    path = f"/v1/documents/{view.json()['documents'][0]['id']}/content"
    whole = maude.get(path)
    assert whole.content == pdf()
    assert whole.headers["content-disposition"] == "attachment; filename*=UTF-8''%C3%A9tats.pdf"
    assert whole.headers["content-type"] == "application/pdf"
    tag = whole.headers["etag"]

    def part(wanted: str, **more: str) -> httpx.Response:
        return maude.get(path, headers={"range": wanted, "accept-encoding": "identity", **more})

    some = part("bytes=2-5")
    assert (some.status_code, some.content) == (206, pdf()[2:6])
    assert some.headers["content-range"] == f"bytes 2-5/{len(pdf())}"
    assert part("bytes=-4").content == pdf()[-4:]
    assert part("bytes=5-").content == pdf()[5:]
    assert part("bytes=0-0", **{"if-range": '"other"'}).status_code == 200
    for beyond in (f"bytes={len(pdf())}-", "bytes=5-2", "bytes=-0", "bytes=a-b", "lines=1-2"):
        assert part(beyond).status_code == 416
    assert maude.get(path, headers={"if-none-match": tag}).status_code == 304


def test_long_answers_are_compressed(maude: httpx.Client) -> None:
    path = f"/v1/application-numbers/{NUMBER}"
    with maude.stream("GET", path, headers={"accept-encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == maude.get(path, headers={"accept-encoding": "identity"}).content


def test_health_and_the_description(http: httpx.Client) -> None:
    assert [http.get(path).text for path in ("/healthz", "/readyz")] == ["ok\n", "ok\n"]
    assert http.get("/openapi.json").json()["openapi"] == "3.1.0"


def test_a_request_id_comes_back(http: httpx.Client) -> None:
    assert (
        http.get("/v1/portal", headers={"x-request-id": "proxy-1234"}).headers["x-request-id"] == "proxy-1234"
    )
    made = [http.get("/v1/portal", headers={"x-request-id": "a b\x7f"}).headers["x-request-id"] for _ in "ab"]
    assert len(set(made)) == 2
    assert all(re.fullmatch(r"[0-9a-f]{16}", each) for each in made)


def test_the_world_stands_still(world: World, maude: httpx.Client) -> None:
    """What one side writes the other reads."""
    maude.put("/v1/me/language", json={"language": "en"})
    assert world.call("Maude", FindApplication(number=NUMBER)).programme.language == "en"
