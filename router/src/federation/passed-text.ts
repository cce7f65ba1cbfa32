const BEGIN = '{"data":{';
const BRACE = 125;

/**
 * The bytes of an answer, as characters, that may go to the client unread: data, no errors, no extensions. Null when it
 * has to be looked at.
 */
export function passedText(body: Buffer): string | null {
  const text = body.toString('latin1');
  if (!text.startsWith(BEGIN) || text.includes('"errors"') || text.includes('"extensions"')) return null;
  if (body[body.length - 1] === BRACE) return text.length > BEGIN.length ? text : null;
  const end = text.lastIndexOf('}');
  return end > BEGIN.length && text.slice(end + 1).trim() === '' ? text.slice(0, end + 1) : null;
}
