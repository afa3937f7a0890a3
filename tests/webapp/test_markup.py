"""The look at pages must see what is wrong."""

from __future__ import annotations

import pytest

from tests.webapp.markup import read

WHOLE = '<!doctype html><html lang="da"><title>t</title><body><h1>a</h1>{}</body></html>'


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>a", "</body> closes <p>"),
        ('<p style="color:red">a</p>', "style inside <p>"),
        ("<script>1</script>", "inline script"),
        ('<p onclick="x()">a</p>', "onclick= on <p>"),
        ('<a href="JavaScript:x()">a</a>', "href=JavaScript:x()"),
        ('<p id="x">a</p><p id="x">b</p>', "id x twice"),
        ('<label for="q">a</label>', "for=q leads nowhere"),
        ('<a href="#q">a</a>', "#q leads nowhere"),
        ("<h3>a</h3>", "h1 then h3"),
        ("<h1>b</h1>", "2 h1"),
        ("<div><li>a</li></div>", "<li> in <div>"),
        ('<a href="/"><button>a</button></a>', "<button> inside another control"),
        ('<a href="/"></a>', "<a> without words"),
        ("<p><p>a</p></p>", "<p> in <p>"),
    ],
)
def test_a_fault_is_seen(html: str, fault: str) -> None:
    assert fault in read(WHOLE.format(html)).faults


def test_a_good_page_has_none() -> None:
    good = '<ul><li><a href="/" lang="en">a</a></li></ul><script src="/x.js"></script>'
    page = read(WHOLE.format(good))
    assert page.faults == []
    assert page.one("a").language == "en"
    assert page.one("li").language == "da"
