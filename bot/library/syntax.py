"""What the YAML parser objects to, in words a police editor understands: parser error → line and one Chinese sentence.

Used by `document.py` when a file cannot be parsed at all. The parser often notices a slip one line late; the line named here is
the one to mend.
"""

import re

import yaml

# What libyaml and PyYAML say → what an editor can do about it; the first that fits speaks.
_SAYINGS = (
    ("unknown escape character", "双引号里的反斜杠“\\”要写成“\\\\”"),
    ("unexpected end of stream", "从这里开始的引号没有合上"),
    ("expected a single document", "一个文件里只能有一份内容，请删掉多余的“---”"),
    ("mapping values are not allowed", "这一行多了一个“: ”（英文冒号加空格）：整句话请加双引号；如果本来是一个键，请检查缩进"),
    ("expected ',' or ", "方括号或花括号没有合上，或者中间少了英文逗号"),
    ("could not find expected ':'", "键后面要有英文冒号再空一格，例如“name: 刷单返利”"),
    ("cannot start any token", "以特殊符号开头的文字要加双引号"),
    ("alphabetic", "以特殊符号开头的文字要加双引号"),
    ("whitespace or line break", "以特殊符号开头的文字要加双引号"),
    ("expected URI", "以特殊符号开头的文字要加双引号"),
    ("undefined alias", "以“*”开头的文字要加双引号"),
    ("expected '-' indicator", "缩进没有对齐：同一个列表的“-”要左边对齐"),
    ("did not find expected key", "缩进没有对齐：同一级的键要左边对齐"),
    ("expected <block end>", "缩进没有对齐：同一级的键要左边对齐"),
)
_AFTER_A_QUOTE = re.compile(r"""^\s*(?:- |[\w-]+: )\s*(?:"[^"]*"|'[^']*')\s*[^\s#,]""")
_NO_SPACE = re.compile(r"^\s*(?:- )?[A-Za-z_]+:\S")
_WIDE_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_]+\s*：")


def say(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line to mend, from 1, and the reason."""
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if "end of stream" in said and error.context_mark is not None:
        mark = error.context_mark  # the end of the file says nothing; where the quotation began does
    line = mark.line + 1 if mark is not None else 1
    rows = text.splitlines()
    row = rows[line - 1] if line <= len(rows) else ""
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return line, "这一行用了制表符（Tab）缩进，YAML 只认空格"
    if _AFTER_A_QUOTE.match(row):
        return line, "引号合上之后还有文字：句子里要用引号时，请用中文引号“”，或者整句另起一行写在“|-”下面"
    for number in (line, line - 1):
        if 1 <= number <= len(rows) and (slip := _colon(rows[number - 1])):
            return number, slip
    return line, next((reason for sign, reason in _SAYINGS if sign in said), f"YAML 写法有误：{error.problem}")


def _colon(row: str) -> str:
    """The two slips with colons that make YAML take a key and its text for one sentence."""
    if _WIDE_COLON.match(row):
        return "键后面要用英文冒号再空一格，不要用中文冒号“：”"
    return "英文冒号后面要空一格" if _NO_SPACE.match(row) else ""
