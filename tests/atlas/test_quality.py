import pytest

from atlas.errors import AtlasError
from atlas.quality import Accounting, _inert


def test_an_accounting_that_loses_a_record_cannot_exist() -> None:
    Accounting(read=10, rejected=1, unplaced=2, outside=3, placed=4)
    with pytest.raises(AtlasError, match="lost or counted twice"):
        Accounting(read=11, rejected=1, unplaced=2, outside=3, placed=4)


def test_hostile_text_is_plain_text_in_the_report() -> None:
    hostile = "<script>x</script> [a](javascript:x)\n# Overskrift |"
    assert _inert(hostile) == (
        "&lt;script&gt;x&lt;/script&gt; \\[a\\](javascript:x) # Overskrift \\|"
    )
