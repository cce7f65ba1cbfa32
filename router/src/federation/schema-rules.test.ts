import { describe, expect, it } from 'vitest';
import { Composer } from './composer.ts';
import { brokenRules } from './schema-rules.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key", "@external"';
const shipping = (requires: string, directive = '@requires', imported = '"@requires"') => `${LINK}, ${imported}])
  type Query { shipping: String }
  type Product @key(fields: "id") {
    id: ID!
    price(currency: String): Float @external
    size: Size @external
    estimate: Float ${directive}(fields: "${requires}")
  }
  type Size { width(unit: String): Int @external height: Int @external }`;
const refused = { planner: 'js' } as const;
const wordsOf = (sdl: string) => brokenRules([{ name: 'shipping', sdl }], refused).map(({ words }) => words);

describe('arguments inside @requires', () => {
  it.each([
    ['of the field', shipping('price(currency: \\"EUR\\")'), 'price'],
    ['deeper', shipping('size { width(unit: \\"cm\\") height }'), 'width'],
    ['with a prefix', shipping('price(currency: \\"EUR\\")', '@federation__requires', '"@shareable"'), 'price'],
    ['renamed', shipping('price(currency: \\"EUR\\")', '@needs', '{ name: "@requires", as: "@needs" }'), 'price'],
  ])('are refused: %s', (_what, sdl, field) => {
    expect(wordsOf(sdl)).toEqual([
      expect.stringMatching(
        new RegExp(`^\\[shipping\\] "Product.estimate" requires "${field}" with arguments.*Remedy: .*native planner`),
      ),
    ]);
  });

  it('are allowed with the native planner, and fields without are always', () => {
    const sdl = shipping('price(currency: \\"EUR\\")');
    expect(brokenRules([{ name: 'shipping', sdl }], { planner: 'native' })).toEqual([]);
    expect(wordsOf(shipping('price size { height }'))).toEqual([]);
  });

  it('keep a subgraph out of the graph, with these words only', async () => {
    const composer = new Composer({ rules: refused });
    const broken = { name: 'shipping', sdl: shipping('price(currency: \\"EUR\\")') };
    expect(await composer.compose([broken])).toEqual({ errors: wordsOf(broken.sdl) });
    await composer.dispose();
  });
});

describe('a required field that its owner computes from others', () => {
  const sizes = { name: 'sizes', sdl: `${LINK}]) type Host @key(fields: "id") { id: ID! size: Int! }` };
  const owner = (entry: string, requires = '@requires(fields: "size")') => ({
    name: 'owner',
    sdl: `${LINK}, "@requires"]) ${entry}
      type Host @key(fields: "id") { id: ID! size: Int! @external volume: Int! ${requires} }`,
  });
  const truck = {
    name: 'truck',
    sdl: `${LINK}, "@requires"])
      type Host @key(fields: "id") { id: ID! volume: Int! @external truck: String @requires(fields: "volume") }`,
  };
  const broken = (subgraphs: { name: string; sdl: string }[], planner: 'js' | 'native' = 'js') =>
    brokenRules(subgraphs, { planner });

  it.each([
    ['by a root', 'type Query { hosts: [Host!]! }'],
    ['from another type', 'type Query { rack: Rack } type Rack { host: Host }'],
    ['by a union', 'type Query { any: Any } union Any = Host | Rack type Rack { id: ID }'],
  ])('is refused where queries enter the owner %s', (_how, entry) => {
    expect(broken([owner(entry), sizes, truck])).toEqual([
      { name: 'truck', words: expect.stringMatching(/^\[truck\] "Host.truck" requires "volume".*"owner".*Remedy/) },
    ]);
  });

  it('is allowed where no query enters there, without a chain, and with the native planner', () => {
    const entry = 'type Query { hosts: [Host!]! }';
    expect(broken([owner('type Query { other: Int }'), sizes, truck])).toEqual([]);
    expect(broken([owner(entry, ''), sizes, truck])).toEqual([]);
    expect(broken([owner(entry), sizes])).toEqual([]);
    expect(broken([owner(entry), sizes, truck], 'native')).toEqual([]);
  });
});

it('refuses @context and @fromContext with every planner', () => {
  const sdl = `${LINK}, "@context", "@fromContext"])
    type Query { user: User }
    type User @key(fields: "id") @context(name: "user") { id: ID! locale: String! post: Post }
    type Post @key(fields: "id") { id: ID! text(locale: String @fromContext(field: "$user { locale }")): String }`;
  const words = brokenRules([{ name: 'users', sdl }], { planner: 'native' }).map((rule) => rule.words);
  expect(words).toEqual([
    expect.stringMatching(/^\[users\] "User" uses @context, .*Remedy/),
    expect.stringMatching(/^\[users\] "Post.text" uses @fromContext, .*Remedy/),
  ]);
});

it('leaves what it cannot read to the composer', () => {
  expect(wordsOf('type Query { requires')).toEqual([]);
});
