import type { Ask } from './endpoint.ts';
import { RestRefusal } from './endpoint.ts';

type Page<Node> = { nodes: Node[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

export const PAGE = 'pageInfo { hasNextPage endCursor }';
/** The protocol knows no pages, so an answer has everything, or is refused beyond this. */
const MOST_ROWS = 20_000;

/** All rows of a paged list; the document takes `$after` and names the list `list`. */
export async function askAll<Node>(
  ask: Ask,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Node[]> {
  const rows: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { list }: { list: Page<Node> } = await ask(document, { ...variables, after });
    rows.push(...list.nodes);
    after = list.pageInfo.endCursor;
    if (!list.pageInfo.hasNextPage || after === null) return rows;
    if (rows.length > MOST_ROWS)
      throw new RestRefusal(`There are more than ${MOST_ROWS} rows; ask for fewer.`, 'TOO_MANY_ROWS');
  }
}
