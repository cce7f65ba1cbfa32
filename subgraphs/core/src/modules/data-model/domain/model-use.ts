import type { Session } from '@wecube/kit';
import type { ModelChange } from './model-change.ts';

/** A text of an orchestration or a service registration that may name parts of the model. */
export type ModelMention = {
  kind: 'ORCHESTRATION' | 'SERVICE';
  id: string;
  name: string;
  /** Of an orchestration. */
  version: number | null;
  /** Where in it: a node, or an interface with its parameter. */
  place: string;
  expression: string;
  seenBy(session: Session): boolean;
};

/** What depends on a part of the model that is gone or is another one now; `attribute` is null when the entity is gone. */
export type ModelUse = ModelMention & { entity: string; attribute: string | null };

type Touched = { entity: string; attribute: string | null };

/** Which mentions touch what a change of a package's model takes away or alters, each once for each part. */
export function usesOf(
  packageName: string,
  change: ModelChange,
  mentions: readonly ModelMention[],
  touches: (expression: string) => readonly Touched[],
): ModelUse[] {
  const gone = new Set(change.removed.map((name) => `${packageName}:${name}`));
  const altered = new Set(
    change.attributes
      .filter(({ before }) => before !== null)
      .map((one) => `${packageName}:${one.entity}.${one.attribute}`),
  );
  return mentions.flatMap((mention) => {
    const found = touches(mention.expression).flatMap(({ entity, attribute }): Touched[] => {
      if (gone.has(entity)) return [{ entity, attribute: null }];
      return attribute !== null && altered.has(`${entity}.${attribute}`) ? [{ entity, attribute }] : [];
    });
    const unique = new Map(found.map((one) => [`${one.entity}.${one.attribute}`, one]));
    return [...unique.values()].map((one) => ({ ...mention, ...one }));
  });
}

/** Those that whoever asks may see, and how many others there are. */
export function visibleUses(uses: readonly ModelUse[], session: Session): { seen: ModelUse[]; hidden: number } {
  const seen = uses.filter((use) => use.seenBy(session));
  return { seen, hidden: uses.length - seen.length };
}

/** Every text within a value that could be an expression, whatever the property that holds it. */
export function textsThatName(value: unknown): string[] {
  if (typeof value === 'string') return value.includes(':') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(textsThatName))];
}
