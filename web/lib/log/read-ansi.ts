/** A piece of a line in one look; `tone` is a class of the log's style. */
export type LogPiece = { text: string; tone: string };

const ESCAPE = String.fromCharCode(27);
/** Colours and weights (`ESC [ … m`); all else that steers a terminal is dropped, since this is none. */
const SEQUENCE = new RegExp(
  `${ESCAPE}(?:\\[([0-9;?]*)([A-Za-z])|\\][^${ESCAPE}\\u0007]*(?:\\u0007|${ESCAPE}\\\\)|[@-Z\\\\-_])`,
  'g',
);
const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
/** Bell, backspace and their like have no shape. Tabs stay. */
const CONTROLS = /(?!\t)\p{Cc}/gu;

/** A line of a program that writes for a terminal, in pieces of one look each. */
export function readAnsi(line: string): LogPiece[] {
  const pieces: LogPiece[] = [];
  let look: Look = PLAIN;
  let at = 0;
  const take = (end: number): void => {
    const text = line.slice(at, end).replace(CONTROLS, '');
    if (text !== '') pieces.push({ text, tone: toneOf(look) });
  };
  for (const found of line.matchAll(SEQUENCE)) {
    take(found.index);
    at = found.index + found[0].length;
    if (found[2] === 'm') look = changed(look, found[1] ?? '');
  }
  take(line.length);
  return pieces;
}

/** The line without what steers a terminal; what a search looks through. */
export const plainText = (line: string): string => line.replace(SEQUENCE, '').replace(CONTROLS, '');

type Look = { colour: string; bold: boolean; dim: boolean; underlined: boolean };
const PLAIN: Look = { colour: '', bold: false, dim: false, underlined: false };

const toneOf = ({ colour, bold, dim, underlined }: Look): string =>
  [colour && `ansi-${colour}`, bold && 'ansi-bold', dim && 'ansi-dim', underlined && 'ansi-underlined']
    .filter(Boolean)
    .join(' ');

function changed(before: Look, codes: string): Look {
  let look = before;
  const numbers = codes.split(';').map(Number);
  for (let index = 0; index < numbers.length; index += 1) {
    const code = numbers[index] ?? 0;
    // 38 and 48 name a colour of 256 or of all; the page's palette has none of these, so the numbers are read over.
    if (code === 38 || code === 48) index += numbers[index + 1] === 5 ? 2 : 4;
    else look = afterCode(look, code);
  }
  return look;
}

function afterCode(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...look, bold: true };
  if (code === 2) return { ...look, dim: true };
  if (code === 4) return { ...look, underlined: true };
  if (code === 22) return { ...look, bold: false, dim: false };
  if (code === 24) return { ...look, underlined: false };
  if (code === 39) return { ...look, colour: '' };
  const colour = COLOURS[code >= 90 ? code - 90 : code - 30];
  return colour && ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) ? { ...look, colour } : look;
}
