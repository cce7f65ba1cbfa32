/** Thrown for an answer that is no plain HTTP/1.1. */
export class MalformedAnswer extends Error {
  readonly code = 'MALFORMED_ANSWER';
}
