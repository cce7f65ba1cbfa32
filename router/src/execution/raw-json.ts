/** Data of an answer that is JSON text already. Whoever looks at it as an object sees it parsed. */
export class RawJson {
  constructor(readonly text: string) {
    Object.defineProperty(this, 'text', { enumerable: false });
  }

  // Within an object: text from a subgraph may be followed by members that GraphQL does not know.
  toJSON(): unknown {
    return (JSON.parse(`{"data":${this.text}}`) as { data: unknown }).data;
  }
}

/** JSON of an answer, into which data that is text already goes as it is. */
export function stringifyAnswer(answer: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(answer).flatMap(([name, value]) => {
    const text = value instanceof RawJson ? value.text : JSON.stringify(value);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${members.join(',')}}`;
}

/** The answer with its data as objects. */
export function plainAnswer<Answer extends { data?: unknown }>(answer: Answer): Answer {
  return answer.data instanceof RawJson ? { ...answer, data: answer.data.toJSON() } : answer;
}
