const HEADER_BYTES = 8;

/** Lines of a container's log. Docker frames its two streams: one byte of kind, three of nothing, four of length. */
export function splitLog(framed: Buffer): string[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + HEADER_BYTES <= framed.length; ) {
    const length = framed.readUInt32BE(at + 4);
    parts.push(framed.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length));
    at += HEADER_BYTES + length;
  }
  const lines = Buffer.concat(parts).toString().split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
