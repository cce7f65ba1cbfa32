/** One statement of a script; `line` is where it begins, counted from 1. */
export type Statement = { text: string; line: number };

/** What a statement is made of besides single characters; an open quote or comment goes to the end of the script. */
const PIECE =
  /'(?:\\[\s\S]|[^'\\])*(?:'|$)|"(?:\\[\s\S]|[^"\\])*(?:"|$)|`[^`]*(?:`|$)|#[^\n]*|--(?=\s|$)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const DELIMITER = /delimiter[ \t]+(\S+)[^\n]*/iy;

/**
 * Splits a MySQL script into its statements: no `;` in quotes or comments ends one, and DELIMITER is followed.
 * What holds nothing but comments is no statement; `/*! ... *\/` is one, since MySQL runs it.
 */
export function splitScript(script: string): Statement[] {
  const text = script.replace(/^\uFEFF/, '');
  const statements: Statement[] = [];
  const lineOf = createLineCounter(text);
  let delimiter = ';';
  let first = -1;
  const end = (until: number): void => {
    if (first >= 0) statements.push({ text: text.slice(first, until).trim(), line: lineOf(first) });
    first = -1;
  };
  for (let at = 0; at < text.length; ) {
    const command = first < 0 ? match(DELIMITER, text, at) : null;
    const piece = match(PIECE, text, at)?.[0];
    if (command) {
      delimiter = command[1] ?? ';';
      at += command[0].length;
    } else if (text.startsWith(delimiter, at)) {
      end(at);
      at += delimiter.length;
    } else {
      const isComment = piece ? /^(#|--|\/\*(?!!))/.test(piece) : /\s/.test(text[at] ?? '');
      if (!isComment && first < 0) first = at;
      at += piece?.length || 1;
    }
  }
  end(text.length);
  return statements;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Lines of ascending positions, each part of the text read once. */
function createLineCounter(text: string): (position: number) => number {
  let [line, seen] = [1, 0];
  return (position) => {
    for (; seen < position; seen += 1) if (text[seen] === '\n') line += 1;
    return line;
  };
}
