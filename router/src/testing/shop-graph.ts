import type { SubgraphParts } from './in-process-subgraph.ts';

/**
 * A graph of several subgraphs with everything federation can do: entities by several keys, fields that others
 * require, provide, override and share, interfaces, unions, interface objects, nested lists, mutations, and fields
 * that fail.
 */
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import:
  ["@key", "@requires", "@external", "@provides", "@shareable", "@override", "@interfaceObject", "@inaccessible"])`;

const ids = ['1', '2', '3', '4'];

const catalog: SubgraphParts = {
  name: 'catalog',
  sdl: `${LINK}
    scalar Json
    type Query {
      products(first: Int = 3): [Product!]!
      product(id: ID!): Product
      search(text: String): [Result!]!
      nodes: [Node]
      media: [Media!]!
      shelves: [[Product]!]
      numbers: [[Int]]
      strict: Strict
      kinds: [Kind!]!
    }
    interface Node { id: ID! }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int maker: Person }
    union Result = Product | Person
    enum Kind { TOY TOOL SECRET @inaccessible }
    enum Unit { G KG }
    type Product implements Node @key(fields: "id") @key(fields: "sku") {
      id: ID! sku: String! name: String! kind: Kind! weight(unit: Unit = KG): Float! old: String size: Size! @shareable
      maker: Person! related: [Product!] raw: Json tags: [String!]! broken: String strictly: String!
    }
    type Size @shareable { width: Int! height: Int }
    type Strict { fine: String inner: Inner! }
    type Inner { value: String! }
    type Person @key(fields: "id", resolvable: false) { id: ID! }
    type Mutation { rename(id: ID!, name: String!): Product! fail: Product }
  `,
  resolvers: {
    Query: {
      products: (_: unknown, { first }: { first: number }) => ids.slice(0, first).map(product),
      product: (_: unknown, { id }: { id: string }) => (ids.includes(id) ? product(id) : null),
      search: () => [product('1'), { __typename: 'Person', id: 'a' }, product('3'), { __typename: 'Person', id: 'b' }],
      nodes: () => [product('2'), null, product('1')],
      media: () => [
        { __typename: 'Book', id: 'b1', title: 'Ink', pages: 3 },
        { __typename: 'Film', id: 'f1', title: 'Light', minutes: 90, maker: { id: 'b' } },
      ],
      shelves: () => [[product('1'), null, product('2')], [], [product('1')]],
      numbers: () => [[1, null, -3], null, []],
      strict: () => ({ fine: 'yes', inner: {} }),
      kinds: () => ['TOY', 'TOOL'],
    },
    Mutation: {
      rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...product(id), name }),
      fail: () => {
        throw new Error('cannot');
      },
    },
    Product: {
      __resolveReference: ({ id, sku }: { id?: string; sku?: string }) => product(id ?? (sku as string).slice(1)),
      weight: ({ id }: { id: string }, { unit }: { unit: string }) => Number(id) * (unit === 'G' ? 1_000 : 1),
      related: ({ id }: { id: string }) => ids.filter((other) => other !== id).map(product),
      broken: ({ id }: { id: string }) => {
        if (id === '2') throw new Error('broken here');
        return `ok ${id}`;
      },
      strictly: ({ id }: { id: string }) => (id === '3' ? null : id),
    },
    Inner: { value: () => null },
    Result: { __resolveType: typename },
    Node: { __resolveType: () => 'Product' },
    Media: {
      __resolveType: typename,
      __resolveReference: ({ id }: { id: string }) => ({ __typename: id.startsWith('b') ? 'Book' : 'Film', id }),
    },
  },
};

const stock: SubgraphParts = {
  name: 'stock',
  sdl: `${LINK}
    enum Unit { G KG }
    type Query { warehouses: [Warehouse!]! }
    type Product @key(fields: "id") {
      id: ID!
      size: Size! @shareable
      weight(unit: Unit = KG): Float! @external
      kindOf: String @external
      shipping: Float @requires(fields: "weight")
      old: String @override(from: "catalog")
      inStock: Boolean!
      places: [[Place!]]
      broken2: String
      needed: String!
    }
    type Size @shareable { width: Int! height: Int }
    type Place { shelf: Int! warehouse: Warehouse! product: Product! }
    type Warehouse @key(fields: "code") { code: String! keeper: Person best: Product label(long: Boolean = false): String! }
    type Person @key(fields: "id", resolvable: false) { id: ID! }
  `.replace('kindOf: String @external', ''),
  resolvers: {
    Query: { warehouses: () => [warehouse('w1'), warehouse('w2')] },
    Product: {
      __resolveReference: (reference: { id: string }) => ({ ...reference, size: { width: 1, height: null } }),
      shipping: ({ weight }: { weight: number }) => weight * 2,
      old: ({ id }: { id: string }) => `new ${id}`,
      inStock: ({ id }: { id: string }) => id !== '2',
      places: ({ id }: { id: string }) =>
        id === '3'
          ? null
          : [
              [{ shelf: 1, warehouse: warehouse('w1'), product: { id } }],
              null,
              [{ shelf: 2, warehouse: warehouse('w2'), product: { id: '1' } }],
            ],
      broken2: ({ id }: { id: string }) => {
        if (id !== '1') throw new Error(`no stock of ${id}`);
        return 'fine';
      },
      needed: ({ id }: { id: string }) => {
        if (id === '2') throw new Error('needed but gone');
        return id;
      },
    },
    Warehouse: {
      __resolveReference: ({ code }: { code: string }) => warehouse(code),
      label: ({ code }: { code: string }, { long }: { long: boolean }) => (long ? `warehouse ${code}` : code),
    },
  },
};

const people: SubgraphParts = {
  name: 'people',
  sdl: `${LINK}
    type Query { persons(ids: [ID!]): [Person]! me: Person }
    type Person @key(fields: "id") @key(fields: "email") {
      id: ID! email: String! name: String @shareable nick: String! friends: [Person!]! boss: Person age: Int secret: String home: Home
    }
    type Home { city: String! owner: Person }
    type Mutation { befriend(id: ID!, other: ID!): Person! }
  `,
  resolvers: {
    Query: {
      persons: (_: unknown, { ids: wanted }: { ids?: string[] }) => (wanted ?? ['a', 'b', 'c']).map(person),
      me: () => person('a'),
    },
    Mutation: { befriend: (_: unknown, { id }: { id: string }) => person(id) },
    Person: {
      __resolveReference: ({ id, email }: { id?: string; email?: string }) =>
        person(id ?? ((email as string)[0] as string)),
      nick: ({ id }: { id: string }) => {
        if (id === 'b') throw Object.assign(new Error('no nick'), { extensions: { code: 'NO_NICK' } });
        return id.toUpperCase();
      },
      friends: ({ id }: { id: string }) => ['a', 'b', 'c'].filter((other) => other !== id).map(person),
      boss: ({ id }: { id: string }) => (id === 'a' ? null : person('a')),
    },
  },
};

const reviews: SubgraphParts = {
  name: 'reviews',
  sdl: `${LINK}
    type Query { reviews: [Review!]! }
    type Product @key(fields: "sku") { sku: String! reviews(best: Int = 2): [Review!]! rating: Float }
    type Person @key(fields: "id") { id: ID! email: String! @external name: String @external reviews: [Review] greeting: String @requires(fields: "email name") }
    type Review @key(fields: "id") { id: ID! text: String author: Person! @provides(fields: "name") product: Product }
    type Mutation { review(sku: String!, text: String!): Review! }
  `,
  resolvers: {
    Query: { reviews: () => ['r1', 'r2', 'r3'].map(review) },
    Mutation: {
      review: (_: unknown, { sku, text }: { sku: string; text: string }) => ({
        ...review('r1'),
        text,
        product: { sku },
      }),
    },
    Product: {
      __resolveReference: ({ sku }: { sku: string }) => ({ sku }),
      reviews: (_: unknown, { best }: { best: number }) => ['r1', 'r2', 'r3'].slice(0, best).map(review),
      rating: ({ sku }: { sku: string }) => sku.length + 0.5,
    },
    Person: {
      __resolveReference: (reference: object) => reference,
      reviews: () => [review('r1'), null, review('r2')],
      greeting: ({ name, email }: { name: string; email: string }) => `${name} <${email}>`,
    },
    Review: { __resolveReference: ({ id }: { id: string }) => review(id) },
  },
};

/** Adds fields to all media without knowing their types. */
const stars: SubgraphParts = {
  name: 'stars',
  sdl: `${LINK}
    type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int reviews: [Review!] }
    type Review @key(fields: "id", resolvable: false) { id: ID! }
  `,
  resolvers: {
    Media: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      stars: ({ id }: { id: string }) => id.length,
      reviews: () => [{ id: 'r3' }],
    },
  },
};

/** Every service but the one with an interface object, which the planners do not plan alike. */
export const plainShopSubgraphs: readonly SubgraphParts[] = [catalog, stock, people, reviews];
export const shopSubgraphs: readonly SubgraphParts[] = [...plainShopSubgraphs, stars];

function product(id: string): object {
  const maker = { __typename: 'Person', id: id === '1' || id === '3' ? 'a' : 'b' };
  const size = { width: Number(id), height: id === '2' ? null : 7 };
  const raw = { any: [id, null, { deep: true }] };
  const tags = ['a"b', 'ü\n', 'plain'];
  return { __typename: 'Product', id, sku: `s${id}`, name: `Product ${id}`, kind: 'TOY', maker, size, raw, tags };
}

function person(id: string): object | null {
  if (!'abc'.includes(id)) return null;
  return {
    __typename: 'Person',
    id,
    email: `${id}@example.org`,
    name: id === 'c' ? null : `Person ${id}`,
    age: 40,
    home: { city: 'Bern', owner: { __typename: 'Person', id: 'c', email: 'c@example.org' } },
  };
}

function review(id: string): object {
  const author = { __typename: 'Person', id: id === 'r2' ? 'b' : 'a', name: `Person ${id === 'r2' ? 'b' : 'a'}` };
  return { id, text: `text of ${id}`, author, product: { sku: id === 'r3' ? 's3' : 's1' } };
}

function warehouse(code: string): object {
  return {
    __typename: 'Warehouse',
    code,
    keeper: { id: code === 'w1' ? 'a' : 'c' },
    best: { id: code === 'w1' ? '1' : '2' },
  };
}

function typename(value: { __typename: string }): string {
  return value.__typename;
}
