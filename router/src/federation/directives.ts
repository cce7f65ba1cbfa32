import { type ConstDirectiveNode, type DocumentNode, Kind, parse, visit } from 'graphql';

/** Whether the directive is the one of the federation specification: by its name, its prefix or as it was renamed on import. */
export function isNamed(document: DocumentNode, { name }: ConstDirectiveNode, wanted: string): boolean {
  if (name.value === wanted || name.value === `federation__${wanted}`) return true;
  return importedNames(document, wanted).includes(`@${name.value}`);
}

function importedNames(document: DocumentNode, wanted: string): string[] {
  const names: string[] = [];
  visit(document, {
    ObjectValue({ fields }) {
      const texts = new Map(
        fields.map(({ name, value }) => [name.value, value.kind === Kind.STRING ? value.value : '']),
      );
      if (texts.get('name') === `@${wanted}`) names.push(texts.get('as') ?? '');
    },
  });
  return names;
}

/** The set of fields that a directive names, as a document; null when there is none or it cannot be read. */
export function fieldSetOf({ arguments: given }: ConstDirectiveNode): DocumentNode | null {
  const fields = given?.find(({ name }) => name.value === 'fields')?.value;
  return fields?.kind === Kind.STRING ? parseOrNull(`{ ${fields.value} }`) : null;
}

/** Null for a text that is no GraphQL document. */
export function parseOrNull(text: string): DocumentNode | null {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return null;
  }
}
