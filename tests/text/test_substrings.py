from blogarchive.text.substrings import has_any


def test_a_word_counts_also_as_a_part_of_another_and_none_of_none_does() -> None:
    assert has_any("/category/notes", ("tag", "categor"))
    assert not has_any("/notes", ("tag", "categor"))
    assert not has_any("/notes", ())
