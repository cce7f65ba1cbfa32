import type { Subgraph, World } from './world.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable"])';

const PRODUCTS = 9;
const USERS = 6;
const REVIEWS = 22;

type Review = { id: string; body: string; authorId: string; upc: string };

const users = range(USERS).map((number) => ({
  id: `${number}`,
  name: `Customer number ${number}`,
  username: `customer-${number}`,
  birthday: 1_970 + number,
}));
const products = range(PRODUCTS).map((number) => ({
  upc: `${number}`,
  name: `Product ${number}`,
  price: number * 137,
  weight: number * 61,
}));
const reviews: Review[] = range(REVIEWS).map((number) => ({
  id: `${number}`,
  body: `What customer ${1 + (number % USERS)} thinks of it: remark ${number}`,
  authorId: `${1 + (number % USERS)}`,
  upc: `${1 + ((number * 4) % PRODUCTS)}`,
}));

const accounts: Subgraph = {
  name: 'accounts',
  sdl: `${LINK}
    type Query { me: User user(id: ID!): User users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }`,
  resolvers: {
    Query: {
      me: () => users[0],
      user: (_source: never, { id }: { id: string }) => users.find((user) => user.id === id),
      users: () => users,
    },
    User: { __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id) },
  },
};

const catalogue: Subgraph = {
  name: 'products',
  sdl: `${LINK}
    type Query { topProducts(first: Int = 5): [Product] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  resolvers: {
    Query: { topProducts: (_source: never, { first }: { first: number }) => products.slice(0, first) },
    Product: { __resolveReference: ({ upc }: { upc: string }) => products.find((product) => product.upc === upc) },
  },
};

const opinions: Subgraph = {
  name: 'reviews',
  sdl: `${LINK}
    type Review @key(fields: "id") { id: ID! body: String author: User product: Product }
    type User @key(fields: "id") { id: ID! reviews: [Review] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review] }
    type Query { review(id: ID!): Review }`,
  resolvers: {
    Query: { review: (_source: never, { id }: { id: string }) => reviews.find((review) => review.id === id) },
    Review: {
      __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id),
      author: ({ authorId }: Review) => ({ __typename: 'User', id: authorId }),
      product: ({ upc }: Review) => ({ __typename: 'Product', upc }),
    },
    User: { reviews: ({ id }: { id: string }) => reviews.filter(({ authorId }) => authorId === id) },
    Product: { reviews: ({ upc }: { upc: string }) => reviews.filter((review) => review.upc === upc) },
  },
};

const inventory: Subgraph = {
  name: 'inventory',
  sdl: `${LINK}
    type Product @key(fields: "upc") {
      upc: String!
      price: Int @external
      weight: Int @external
      inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }
    type Query { stocked: [Product] }`,
  resolvers: {
    Query: { stocked: () => products.map(({ upc }) => ({ upc })) },
    Product: {
      inStock: ({ upc }: { upc: string }) => Number(upc) % 3 !== 0,
      shippingEstimate: ({ price, weight }: { price: number; weight: number }) =>
        price > 1_000 ? 0 : (weight / 2) | 0,
    },
  },
};

/** People who review products: the usual example of a federated graph, so that figures can be held against others'. */
export const shop: World = { name: 'shop', subgraphs: [accounts, catalogue, opinions, inventory] };

const PARTS = `
fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }`;

/** Sixteen fetches from four subgraphs with the JavaScript planner; a large answer. */
export const federatedQuery = `query Federated {
  users {
    ...User
    reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } }
  }
  topProducts(first: 5) {
    ...Product
    reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
  }
}${PARTS}`;

/** One fetch from one subgraph. */
export const smallQuery = 'query Small { me { id name username } }';

function range(many: number): number[] {
  return Array.from({ length: many }, (_, index) => index + 1);
}
