import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { AppError } from '../errors.ts';

export const DEFAULT_PAGE = 50;
export const LARGEST_PAGE = 200;

@Directive('@shareable')
@ObjectType('PageInfo')
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true }) first?: number | null;
  @Field(() => String, { nullable: true }) after?: string | null;
  @Field(() => Int, { nullable: true }) last?: number | null;
  @Field(() => String, { nullable: true }) before?: string | null;
}

export type Edge<Node> = { cursor: string; node: Node };
export type Connection<Node> = {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: PageInfo;
  /** Counted when it is read, so only when it is asked for. */
  readonly totalCount: Promise<number>;
};

/** The Relay connection types of a node type: `<name>Connection` and `<name>Edge`. */
export function connectionType<Node extends object>(node: ClassType<Node>, name: string): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`)
  class NodeEdge {
    @Field(() => String) cursor!: string;
    @Field(() => node) node!: Node;
  }
  @ObjectType(`${name}Connection`)
  class NodeConnection {
    @Field(() => [NodeEdge]) edges!: NodeEdge[];
    @Field(() => [node]) nodes!: Node[];
    @Field(() => PageInfo) pageInfo!: PageInfo;
    @Field(() => Int) totalCount!: Promise<number>;
  }
  return NodeConnection as ClassType<Connection<Node>>;
}

/** A value of a sort key; times are milliseconds. */
export type CursorPart = string | number | null;
export type Page = { take: number; cursor: CursorPart[] | null; backwards: boolean };

/** Checks the paging arguments: at most 200 a page, 50 unless told. */
export function pageArgs(args: ConnectionArgs): Page {
  if (args.first != null && args.last != null) throw badPage('Ask for "first" or for "last", not for both.');
  if (args.after != null && args.before != null) throw badPage('Ask for "after" or for "before", not for both.');
  const backwards = args.last != null || (args.before != null && args.first == null);
  const take = args.first ?? args.last ?? DEFAULT_PAGE;
  if (take < 0 || take > LARGEST_PAGE) throw badPage(`A page holds 0 to ${LARGEST_PAGE} rows.`);
  const cursor = backwards ? args.before : args.after;
  return { take, cursor: cursor == null ? null : decodeCursor(cursor), backwards };
}

export function encodeCursor(parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

export function decodeCursor(cursor: string): CursorPart[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length > 0) return parts as CursorPart[];
  } catch {
    // answered below
  }
  throw badPage('The cursor is not one that this list gave out.');
}

export type KeyOrder = { field: string; direction: 'asc' | 'desc' /** The column holds a time. */; time?: boolean };

/** Prisma's `where` and `orderBy` for a page over `order`, whose last field must be unique. */
export function keysetQuery(page: Page, order: readonly KeyOrder[]) {
  const flipped = order.map((key) => ({ ...key, direction: page.backwards ? opposite(key.direction) : key.direction }));
  return {
    where: page.cursor ? keysetWhere(page.cursor, flipped) : {},
    orderBy: flipped.map((key) => ({ [key.field]: key.direction })),
    take: page.take + 1,
  };
}

/** Rows behind the cursor: (a > x) or (a = x and b > y) ... */
export function keysetWhere(cursor: readonly CursorPart[], order: readonly KeyOrder[]): Record<string, unknown> {
  if (cursor.length !== order.length) throw badPage('The cursor belongs to another order of this list.');
  const value = (index: number) => {
    const part = cursor[index];
    return order[index]?.time ? new Date(Number(part)) : part;
  };
  const alternatives = order.map((key, index) => ({
    ...Object.fromEntries(order.slice(0, index).map((equal, at) => [equal.field, value(at)])),
    [key.field]: { [key.direction === 'asc' ? 'gt' : 'lt']: value(index) },
  }));
  return { OR: alternatives };
}

/** Makes the connection of `rows`, which were read with `take + 1` in the direction of the page. */
export function toConnection<Row, Node = Row>(options: {
  rows: readonly Row[];
  page: Page;
  cursorOf: (row: Row) => CursorPart[];
  count: () => Promise<number>;
  present?: (row: Row) => Node;
}): Connection<Node> {
  const { page, rows, count, cursorOf } = options;
  const more = rows.length > page.take;
  const kept = rows.slice(0, page.take);
  if (page.backwards) kept.reverse();
  const present = options.present ?? ((row: Row) => row as unknown as Node);
  const edges = kept.map((row) => ({ cursor: encodeCursor(cursorOf(row)), node: present(row) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.backwards ? page.cursor !== null : more,
      hasPreviousPage: page.backwards ? more : page.cursor !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return count();
    },
  };
}

const opposite = (direction: 'asc' | 'desc') => (direction === 'asc' ? 'desc' : 'asc');
const badPage = (message: string) => new AppError('BAD_PAGE', message);
