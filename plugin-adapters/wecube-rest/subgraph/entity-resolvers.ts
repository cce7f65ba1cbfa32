import type { GraphContext } from '@wecube/kit';
import type { EntityRow } from '../../contract/index.ts';
import type { ObjectReader } from './object-reader.ts';
import { type ListArgs, pageRows } from './page-rows.ts';
import type { AttributePlan, EntityPlan, ForeignPlan, ReferencePlan, ReversePlan } from './plan.ts';
import { allowed } from './resolver-context.ts';
import { toId, toKind, toList } from './value-kind.ts';

type ReaderOf = (context: GraphContext) => ObjectReader;
type Resolvers = Record<string, unknown>;

/** The root fields of an entity: the list and the one object. */
export function queryResolvers(entity: EntityPlan, readerOf: ReaderOf): Resolvers {
  return {
    [entity.names.list]: allowed('object:read', async (_parent: unknown, args: ListArgs, context) =>
      pageRows(entity, await readerOf(context).list(entity, args.where), args),
    ),
    [entity.names.one]: allowed('object:read', (_parent: unknown, args: { id: string }, context) =>
      readerOf(context).one(entity, 'id', args.id),
    ),
  };
}

/** The fields of an entity's type, and how other subgraphs reach an object of it by id. */
export function typeResolvers(entity: EntityPlan, readerOf: ReaderOf): Resolvers {
  return {
    __resolveReference: allowedReference((reference, context) => readerOf(context).one(entity, 'id', reference.id)),
    ...Object.assign({}, ...entity.attributes.map((attribute) => attributeResolvers(attribute, readerOf))),
    ...reverseResolvers(entity.reverse, readerOf),
  };
}

/** The fields that a package adds to another package's type; of the object itself it knows the id only. */
export function foreignResolvers(foreign: ForeignPlan, readerOf: ReaderOf): Resolvers {
  return {
    __resolveReference: allowedReference((reference) => reference),
    ...reverseResolvers(foreign.reverse, readerOf),
  };
}

type Reference = { id: string };

function allowedReference(resolve: (reference: Reference, context: GraphContext) => unknown) {
  const guarded = allowed('object:read', (reference: Reference, _none: undefined, context) =>
    resolve(reference, context),
  );
  return (reference: Reference, context: GraphContext) => guarded(reference, undefined, context);
}

function attributeResolvers(attribute: AttributePlan, readerOf: ReaderOf): Resolvers {
  const { reference } = attribute;
  const value = { [attribute.field]: (row: EntityRow) => readValue(attribute, row) };
  if (!reference?.field) {
    return value;
  }
  return { ...value, [reference.field]: referenceResolver(attribute, reference, readerOf) };
}

function readValue(attribute: AttributePlan, row: EntityRow): unknown {
  const raw = row[attribute.attribute];
  if (attribute.multiple) {
    return toList(raw)
      .map((item) => toKind(attribute.kind, item))
      .filter((item) => item !== null);
  }
  if (attribute.attribute === 'displayName') {
    return String(raw ?? row['name'] ?? row['id']);
  }
  return toKind(attribute.kind, raw);
}

function referenceResolver(attribute: AttributePlan, reference: ReferencePlan, readerOf: ReaderOf) {
  const follow = allowed('object:read', (row: EntityRow, _args: unknown, context) => {
    const targets = toList(row[attribute.attribute]).map(toId);
    return Promise.all(targets.map((target) => followReference(reference, target, readerOf(context))));
  });
  return async (row: EntityRow, args: unknown, context: GraphContext) => {
    const found = (await follow(row, args, context)).filter((object) => object !== null);
    return attribute.multiple ? found : (found[0] ?? null);
  };
}

async function followReference(reference: ReferencePlan, value: string | null, reader: ObjectReader) {
  if (value === null) {
    return null;
  }
  if (!reference.local && reference.attributeName === 'id') {
    return { __typename: reference.typeName, id: value };
  }
  const row = await reader.one(reference, reference.attributeName, value);
  return row && !reference.local ? { __typename: reference.typeName, id: String(row['id']) } : row;
}

function reverseResolvers(reverse: readonly ReversePlan[], readerOf: ReaderOf): Resolvers {
  return Object.fromEntries(
    reverse.map((plan) => [
      plan.field,
      allowed('object:read', async (row: EntityRow, args: ListArgs, context) => {
        const value = toId(row[plan.targetAttribute]);
        const rows = value === null ? [] : await readerOf(context).referring(plan, value, args.where);
        return pageRows(plan.from, rows, args);
      }),
    ]),
  );
}
