import { memo } from 'react';
import { type LogPiece, readAnsi } from '../lib/log/read-ansi.ts';

const TIME = /^(\[?\d{4}-\d\d-\d\d[T ][\d:.,]+Z?\]?|\d\d:\d\d:\d\d[.\d]*)\s/;

/** One line of an output: its time recedes, its colours are the program's own or, without any, those of its words. */
export const LogLine = memo(function LogLine({ text, found }: { text: string; found?: string }) {
  const time = TIME.exec(text)?.[0] ?? '';
  const pieces = readAnsi(text.slice(time.length));
  const plain = pieces.length === 1 && pieces[0]?.tone === '' ? toneOf(pieces[0].text) : '';
  return (
    <>
      <span className="time">{time}</span>
      {pieces.map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line never change their places.
        <Piece key={at} piece={piece} tone={piece.tone || plain} found={found} />
      ))}
      {'\n'}
    </>
  );
});

function Piece({ piece, tone, found }: { piece: LogPiece; tone: string; found?: string | undefined }) {
  const at = found ? piece.text.toLowerCase().indexOf(found.toLowerCase()) : -1;
  if (!found || at < 0) return <span className={tone}>{piece.text}</span>;
  const end = at + found.length;
  return (
    <span className={tone}>
      {piece.text.slice(0, at)}
      <mark>{piece.text.slice(at, end)}</mark>
      {piece.text.slice(end)}
    </span>
  );
}

function toneOf(text: string): string {
  if (/\b(error|fail(ed|ure)?|fatal|refused)\b/i.test(text)) return 'bad';
  return /\bwarn(ing)?\b/i.test(text) ? 'warn' : '';
}
