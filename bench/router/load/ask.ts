import type { Operation } from './wrk.ts';

/** One operation as any client sends it; the text of the answer. */
export async function ask(url: string, operation: Operation, token?: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(operation),
  });
  return response.text();
}

/** The data of an answer as text, to compare it byte by byte. */
export function dataOf(answer: string): string {
  const { data, errors } = JSON.parse(answer) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`not answered: ${answer.slice(0, 500)}`);
  return JSON.stringify(data);
}
