import type { Segment } from './expression.ts';
import { fullName, type Model, type ModelEntity, targetOf } from './model.ts';
import { editDistance } from './nearest-name.ts';
import { OPERATORS } from './operators.ts';
import { type ParseTrace, traceParse } from './parse-expression.ts';

type CompletionKind = 'package' | 'entity' | 'attribute' | 'reference' | 'operator' | 'filter' | 'value';

/** One proposal: `insert` takes the place of the text between `replaceFrom` and `replaceTo`. */
export type Completion = {
  label: string;
  insert: string;
  kind: CompletionKind;
  detail: string | null;
  replaceFrom: number;
  replaceTo: number;
};

type Proposal = Pick<Completion, 'label' | 'insert' | 'kind' | 'detail'>;
type Proposals = { from: number; typed: string; proposals: Proposal[] };

const MAX_COMPLETIONS = 100;
const NAME_REST = /^[\p{L}\p{N}_-]*/u;

/** What may stand at `position` of a text that may be unfinished; best first. */
export function completeAt(
  text: string,
  position: number,
  model: Model,
  rootEntity: string | null = null,
): Completion[] {
  const cursor = Math.min(Math.max(0, Math.trunc(position)), text.length);
  const before = text.slice(0, cursor);
  const trace = traceParse(before);
  const rest = NAME_REST.exec(text.slice(cursor))?.[0].length ?? 0;
  return propose(before, trace, model, rootEntity)
    .flatMap((found) =>
      ranked(found).map((proposal) => ({
        ...proposal,
        replaceFrom: found.from,
        replaceTo: replaceTo(found, cursor, rest),
      })),
    )
    .slice(0, MAX_COMPLETIONS);
}

/** A continuation is inserted at the cursor; everything else also replaces the rest of the word under it. */
function replaceTo(found: Proposals, cursor: number, rest: number): number {
  return found.typed === '' && found.from === cursor ? cursor : cursor + rest;
}

function propose(before: string, trace: ParseTrace, model: Model, rootEntity: string | null): Proposals[] {
  const { reading } = trace;
  const from = reading.start;
  const typed = before.slice(from);
  const current = currentEntity(trace, model);
  switch (reading.kind) {
    case 'entity':
      return [entities(trace, model, rootEntity, from, typed), ...continuations(trace, model, before)];
    case 'attribute':
      return current ? [{ from, typed, proposals: [...references(current), ...attributes(current, model)] }] : [];
    case 'back-reference':
      return current ? [{ from, typed, proposals: backReferences(current, model) }] : [];
    case 'filter-attribute':
      return current ? [{ from, typed, proposals: filterAttributes(current, model) }] : [];
    case 'operator':
      return [{ from, typed, proposals: operators() }];
    case 'value':
      return [];
    case 'end':
      return continuations(trace, model, before);
  }
}

/** The entity the cursor is in: whose filter is open, or else the last one that is complete. */
function currentEntity(trace: ParseTrace, model: Model): ModelEntity | null {
  const named = trace.open ?? trace.segments.at(-1);
  return named ? model.entity(named.packageName.text, named.entityName.text) : null;
}

function entities(trace: ParseTrace, model: Model, rootEntity: string | null, from: number, typed: string): Proposals {
  const all = model.packages().flatMap((name) => model.entitiesOf(name));
  const fitting = all.filter(reachable(trace, model, rootEntity));
  const packages = typed.includes(':') ? [] : [...new Set(fitting.map(({ packageName }) => packageName))];
  return { from, typed, proposals: [...packages.map(packageProposal), ...fitting.map(entityProposal)] };
}

/** Which entities may stand here: after a step only those it leads to, first only the root entity. */
function reachable(trace: ParseTrace, model: Model, rootEntity: string | null): (entity: ModelEntity) => boolean {
  const { via, previous } = leading(trace);
  if (!previous) return (entity) => !rootEntity || fullName(entity) === rootEntity;
  const from = model.entity(previous.packageName.text, previous.entityName.text);
  if (!from || !via) return () => true;
  if (via.direction === 'BACKWARD') {
    const sources = model.referencesTo(from).filter(({ attribute }) => attribute.name === via.attribute.text);
    return (entity) => sources.some((source) => source.entity === entity);
  }
  const reference = model.attribute(from, via.attribute.text);
  return (entity) => reference !== null && targetOf(reference) === fullName(entity);
}

function leading(trace: ParseTrace): { via: Segment['via']; previous: Segment | undefined } {
  const last = trace.segments.at(-1);
  // An entity that was read to its end may still be one that is being typed.
  if (trace.result.ok && last) return { via: last.via, previous: trace.segments.at(-2) };
  return { via: trace.step, previous: last };
}

/** What may follow a finished entity: a step, an attribute or a filter. */
function continuations(trace: ParseTrace, model: Model, before: string): Proposals[] {
  const current = trace.result.ok ? currentEntity(trace, model) : null;
  if (!current || /\s$/.test(before)) return [];
  const dotted = [...references(current), ...attributes(current, model)].map((proposal) => ({
    ...proposal,
    label: `.${proposal.label}`,
    insert: `.${proposal.insert}`,
  }));
  const filter: Proposal = { label: '{ }', insert: '{', kind: 'filter', detail: null };
  return [{ from: before.length, typed: '', proposals: [filter, ...dotted, ...backReferences(current, model)] }];
}

function packageProposal(name: string): Proposal {
  return { label: name, insert: `${name}:`, kind: 'package', detail: null };
}

function entityProposal(entity: ModelEntity): Proposal {
  const name = fullName(entity);
  return { label: name, insert: name, kind: 'entity', detail: null };
}

function attributes(entity: ModelEntity, model: Model): Proposal[] {
  return model
    .attributes(entity)
    .map(({ name, dataType }) => ({ label: name, insert: name, kind: 'attribute', detail: dataType }));
}

function references(entity: ModelEntity): Proposal[] {
  return entity.attributes.flatMap((attribute) => {
    const target = targetOf(attribute);
    if (!target) return [];
    const text = `${attribute.name}>${target}`;
    return [{ label: text, insert: text, kind: 'reference' as const, detail: `→ ${target}` }];
  });
}

function backReferences(entity: ModelEntity, model: Model): Proposal[] {
  return model.referencesTo(entity).map((source) => {
    const text = `~(${source.attribute.name})${fullName(source.entity)}`;
    return { label: text, insert: text, kind: 'reference', detail: `← ${fullName(source.entity)}` };
  });
}

function filterAttributes(entity: ModelEntity, model: Model): Proposal[] {
  return attributes(entity, model).map((proposal) => ({ ...proposal, insert: `${proposal.insert} ` }));
}

function operators(): Proposal[] {
  return Object.entries(OPERATORS).map(([name, meaning]) => ({
    label: name,
    insert: `${name} `,
    kind: 'operator',
    detail: meaning,
  }));
}

/** Those that start with what was typed, then those that contain it, then near misses; each group in its own order. */
function ranked({ typed, proposals }: Proposals): Proposal[] {
  const word = typed.toLowerCase();
  const scored = proposals.map((proposal, index) => ({
    proposal,
    index,
    rank: rankOf(proposal.label.toLowerCase(), word),
  }));
  const fitting = scored.filter(({ rank }) => rank < Number.POSITIVE_INFINITY);
  return fitting.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ proposal }) => proposal);
}

function rankOf(label: string, word: string): number {
  if (label.startsWith(word)) return 0;
  if (label.includes(word)) return 1;
  return word.length > 2 && editDistance(label, word, 3) < 3 ? 2 : Number.POSITIVE_INFINITY;
}
