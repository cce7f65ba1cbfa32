import type { CoreClient } from '@wecube/prisma';
import { type ModelMention, textsThatName } from '../../data-model/index.ts';
import { mayUse } from '../domain/access.ts';
import type { RegistrationRecord } from '../domain/registration.ts';
import { allRegistrations } from './registrations.ts';

/** Every text of registrations that may name parts of the data model; filters stand behind their target entity. */
export async function listModelMentions(client: CoreClient): Promise<ModelMention[]> {
  return (await allRegistrations(client)).flatMap(mentionsOf);
}

function mentionsOf(one: RegistrationRecord): ModelMention[] {
  const { id, title: name, targetEntity: target } = one;
  const mention = (place: string, expression: string): ModelMention => ({
    ...{ kind: 'SERVICE', id, name, version: null, place, expression },
    seenBy: (session) => mayUse(session, one.roles),
  });
  const ofParameters = one.interfaces.flatMap(({ action, inputs, outputs }) =>
    [...inputs, ...outputs].flatMap((parameter) =>
      textsThatName(parameter).map((text) => mention(`${action} · ${parameter.name}`, text)),
    ),
  );
  const ofFilters = one.interfaces
    .filter(({ filterRule }) => target !== null && filterRule !== '')
    .map(({ action, filterRule }) => mention(action, `${target}${filterRule}`));
  return [
    ...(target === null ? [] : [mention('', `${target}${one.targetFilter}`)]),
    ...one.objects.flatMap((shape) => textsThatName(shape).map((text) => mention(shape.name, text))),
    ...ofFilters,
    ...ofParameters,
  ];
}
