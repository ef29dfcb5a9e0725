"""How dates and times are put together, in any language: patterns over shapes (see shapes.py).

The alphabet: `d` number of 1–2 digits, `y` of 4, `n` other; `M` month, `W` weekday, `K` connecting word, `A` am/pm, `N` number word;
`Y P w D H I S` units or marks from year to second, `h` clock word (`Uhr`); `F` before a span (`il y a`), `G` after it (`ago`);
`T` today, yesterday; `J` now; `E` era; `Z` zone; `O` ordinal suffix; `t` the T of ISO 8601; `X`/`x` unknown word, short or long;
punctuation stands for itself, `!` for all other. A word that can be two things has a letter of its own (lexicon.BOTH), which the
classes below put where it belongs.
"""

import re

from blogarchive.late import late

_M = "[MBe]"
_W = "[WBUVv]"
_K = "[Kaqgfk]"
_A = "[Aam]"
_N = "[Nq]"
_G = "[Gg]"
_P = "[PV]"
_D = "[DUm]"
_UNIT = "[YPVwveDUmHkIS]"
UNITS = {"V": "P", "v": "w", "e": "w", "U": "D", "m": "D", "k": "H"}
"""The unit that a letter of two meanings stands for."""
WEEKDAYS = frozenset("WBUVv")

_CONNECT = r"(?:[Kaqgfkh][.:]? ?'? ?){0,3}"
_WEEKDAY = rf"(?:[(\[]?{_W}[.]?[)\]]?[, ]{{0,2}})?"
_DAY = "d(?:-?O|°)?"
_YEAR = "y(?![:/]d|[.,][dny])"
_END = r"(?![./][dyn]|-[dyn](?!:)|-(?![dyn])[A-Za-z])"  # 2010-05-22-title is a file's name
_START = r"(?<![./\-_=%&:#+])"
_ALONE = r"(?<![./\-_=%&:#+dynMBeWKkxXtqaAO])"  # v1.2.3

_CLOCK = (
    r"(?P<h1>d):(?P<m1>d)(?::(?P<s1>d)(?:[.,][dny])?)?(?!:?d)"
    r"|(?P<h2>d) ?[Hhk]\.? ?(?:(?P<m2>d)(?![./:]d)(?: ?I\.?(?: ?(?P<s2>d) ?S)?| ?S)?)?"
    r"|(?P<h3>d)\.(?P<m3>d)(?:\.(?P<s3>d))?(?![./:]?[dyn])"
    rf"|(?P<h4>d)(?= ?{_A})"
    r"|(?<=t)(?P<hm>[yn])"  # 1643 after the T of ISO 8601
)
_ZONE = r"(?: ?\(?(?P<z>Z))?(?: ?\(?(?P<sign>[+-])(?P<off>y|d(?::d)?)(?![-/.]))?(?: ?\(?(?P<z2>Z))?\)?"
_TIME = rf"(?:(?P<ap1>{_A})\.?[ :]?)?(?:{_CLOCK})(?: ?(?P<ap2>{_A})\b\.?)?(?: ?[Hhk]\b\.?)?{_ZONE}"
_BETWEEN = r"(?:[ ,.|@/()\[\]\-–·•~:;*]{0,4}(?:[KaqgfkhXH][.:]? ?){0,3}[ ,|@(\-–:•·]{0,3})"

TIME = late(_TIME)
AFTER = late(rf"(?:t|{_BETWEEN}){_TIME}")
BEFORE = late(rf"(?<![.:/\-]){_TIME}{_BETWEEN}(?:{_D} )?\Z")  # 14:03 ngày 22/5/2010
WEEKDAY_BEFORE = re.compile(rf"{_W}[.]?[)\]]?[, ]{{0,2}}\Z")
WEEKDAY_AFTER = re.compile(rf" ?[(\[,]? ?({_W})\.?[)\]]?")

_NUMBER = rf"(?<![dyn][.,])(?:[dn](?:[ ,.']n)+|[dyn]|{_N})"  # 3, 12 345; not the 5 of 1.5
_QUANTITY = rf"(?P<n>{_NUMBER}) ?(?P<u>{_UNIT})\.?(?:(?: ?,? ?|[, ]*[Kq] ?)(?P<n2>[dN]) ?(?P<u2>{_UNIT})\.?)*"
# Groups are named by field and form; a second way of writing the same field has a digit.
_FORMS = {
    # Sat May 22 14:03:00 2010, with the year last as C's ctime writes it
    "ctime": rf"{_WEEKDAY}(?P<m_ctime>{_M})\.? (?P<d_ctime>d) (?P<t_ctime>d:d(?::d)?) (?:(?P<z_ctime>Z) )?(?P<y_ctime>{_YEAR})",
    # 22 May 2010, 22. Mai 2010, 22 de mayo de 2010, 22-May-10, 1er d'août '12, 22 5月 2010
    "dmy": rf"{_WEEKDAY}(?P<d_dmy>{_DAY})[ .\-/,–]{{0,2}}{_CONNECT}(?P<m_dmy>{_M}|d ?{_P})"
    rf"(?:[ .,\-/–]{{0,3}}(?:Y ?)?{_CONNECT}(?P<y_dmy>{_YEAR})(?:-?O\b)?"
    rf"|\.?(?: ?'|[-/.])(?P<y2_dmy>d)(?![:.h]?d)|\.? (?P<y3_dmy>d)(?=,? d:d|,? (?:[Kaqgfkh][.:]?|-|–) d:d| \(d:d|\)?\Z))(?: ?Y\b\.?)?",
    # May 22, 2010, mai 22nd, 2010, mayo 22 de 2010
    "mdy": rf"{_WEEKDAY}(?P<m_mdy>{_M}|d ?{_P})[ .\-/]{{0,2}}(?:[Kq] )?(?P<d_mdy>{_DAY})[ .,\-/–]{{0,3}}{_CONNECT}"
    rf"(?:(?P<y_mdy>{_YEAR})|'(?P<y2_mdy>d))",
    # 2010. május 22., 2010 m. gegužės 22 d., 2010-May-22
    "ymd": rf"(?P<y_ymd>y)[O.]?(?: ?[YI]\b\.?)?[ .,\-/]{{0,3}}{_CONNECT}(?P<m_ymd>{_M})[ .\-/]{{0,2}}(?P<d_ymd>{_DAY})"
    rf"(?![:.]d|,? y)(?: ?{_D}\b\.?|\.)?",
    # 2010. gada 22. maijs; 2010, 22 May; 2010 ж. 22 мамыр; 2010-ж., 22-май
    "ydm": rf"(?P<y_ydm>y)(?:\.?(?: ?Y\.?)?|-Y\.?),? (?P<d_ydm>{_DAY})(?:-|\.? ?{_CONNECT})(?P<m_ydm>{_M})(?!-[dy])",
    # 2010年5月22日, 平成22年5月22日, 2010년 5월 22일
    "marks": rf"(?:(?P<y_marks>y)|(?P<e_marks>E) ?(?P<ey_marks>d|{_N})|(?P<y2_marks>d)) ?Y ?(?P<m_marks>d ?{_P}|{_M}) ?(?P<d_marks>d) ?{_D}?",
    # 22 tháng 5 năm 2010
    "named": rf"(?P<d_named>d),? ?{_P} ?(?P<m_named>d),? ?Y ?(?P<y_named>y)",
    # 2010-05-22, 2010/5/22, 2010. 5. 22.
    "iso": rf"{_START}(?P<y_iso>y)(?P<s_iso>[./\-]) ?(?P<m_iso>d)(?P=s_iso) ?(?P<d_iso>d)(?:\.(?![dy])|{_END})",
    # 22/05/2010, 5-22-2010, 22. 5. 2010, 04.05.10; 17.07, 2011
    "num": rf"{_START}(?P<a_num>d)(?P<s_num>[./\-]) ?(?P<b_num>d)"
    rf"(?:(?P=s_num) ?(?P<y_num>y)|\., ?(?P<y3_num>y)|, ?(?P<y4_num>y))\.?(?: ?Y\b\.?)?{_END}"
    rf"|{_ALONE}(?P<a2_num>d)(?P<s2_num>[./\-]) ?(?P<b2_num>d)(?P=s2_num) ?(?P<y2_num>d)(?! ?%|\.[dyn])\.?(?P<mark_num> ?Y\b\.?)?{_END}",
    # 22 May, 22. Mai (no year)
    "dm": rf"{_WEEKDAY}{_START}(?P<d_dm>{_DAY})[ .\-/]{{0,2}}{_CONNECT}(?P<m_dm>{_M})\b(?!\.? ?{_G})\.?(?![ .,\-/–']{{0,3}}(?:{_K} ?)*y)",
    # May 22, mei 22nd (no year)
    "md": rf"{_WEEKDAY}(?P<m_md>{_M})\.? ?(?P<d_md>{_DAY})(?![:./\-–]d|[:.,]y| ?(?:{_A}|[Hhk%])\b| (?:{_M}|y))",
    # 5月22日, 5월 22일 (no year)
    "mdmarks": rf"(?P<m_mdmarks>d) ?{_P} ?(?P<d_mdmarks>d) ?{_D}",
    # 22.05. 14:03, 05/22 2:03 pm (no year): only where a time of day follows
    "numdm": rf"{_ALONE}(?P<a_numdm>d)(?P<s_numdm>[./])(?P<b_numdm>d)\.?(?=[ ,]{{1,2}}{_CONNECT}d:d)",
    # May 2010, mai de 2010; 2010年5月
    "my": rf"(?P<m_my>{_M})[.,]? ?{_CONNECT}(?P<y_my>{_YEAR})|(?P<y2_my>y) ?Y ?(?P<m2_my>d) ?{_P}",
    # il y a 3 jours, vor 1 Monat
    "ago": rf"[Ff] ?(?:{_K} ?){{0,2}}{_QUANTITY}(?: ?{_G})?",
    # 3 days ago, 3日前
    "ago_after": re.sub(r"P<(\w+)>", r"P<\1_after>", rf"{_QUANTITY} ?{_G}"),
    # siku 3 zilizopita: the unit before its number
    "ago_unit": rf"{_UNIT} dO? ?{_G}",
    # minutę temu, před rokem: one
    "ago_one": rf"[Ff] {_UNIT}\b|{_UNIT} ?{_G}",
    "day": "T",
    "now": "J",
}
SPAN = late(rf"(?P<span>{_QUANTITY})")
"""A span of time alone: "1 year", "3 mo"."""
DATE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _FORMS.items()))
ANCHOR = re.compile(r"[MBeFfGgTJ]|[dy][./\-] ?d|[dyNq] ?Y|d ?[PV]|E")
"""Without a match of this there is no date in a shape; far cheaper to ask than DATE."""
REACH = 16
"""How many tokens before its anchor a date can begin."""
AGO = frozenset(("ago", "ago_after", "ago_unit", "ago_one"))
PARTIAL = frozenset(("dm", "md", "mdmarks", "numdm", "my"))
"""The forms with two of day, month and year."""
WHOLE = frozenset(("ctime", "dmy", "mdy", "ymd", "ydm", "marks", "named", "iso", "num"))
"""The forms with all three."""
