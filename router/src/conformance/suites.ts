import { abstractTypes } from './abstract-types.ts';
import { catalogue } from './catalogue.ts';
import { entityKeys } from './entity-keys.ts';
import { externalFields } from './external-fields.ts';
import { fieldSharing } from './field-sharing.ts';
import * as members from './interface-members.ts';
import * as objects from './interface-object-areas.ts';
import { interfaceObjects } from './interface-objects.ts';
import { hidden, movedFields } from './moved-and-hidden.ts';
import { mutationOrder } from './mutation-order.ts';
import { mutations } from './mutations.ts';
import * as keys from './nested-keys.ts';
import * as provided from './provided-fields.ts';
import { requiredArguments } from './required-arguments.ts';
import * as required from './required-fields.ts';
import { requires } from './requires.ts';
import { requiresWithArguments } from './requires-with-arguments.ts';
import { sharedRoots } from './shared-roots.ts';
import type { ConformanceSuite } from './suite.ts';
import * as parents from './through-parents.ts';
import * as unions from './unions.ts';
import { valueTypes } from './value-types.ts';

/** Every area of the federation specification that a router must answer rightly. */
export const SUITES: readonly ConformanceSuite[] = [
  entityKeys,
  ...Object.values(keys),
  ...Object.values(parents),
  sharedRoots,
  fieldSharing,
  ...externalFields,
  ...Object.values(provided),
  requires,
  ...Object.values(required),
  requiresWithArguments,
  requiredArguments,
  ...movedFields,
  ...hidden,
  interfaceObjects,
  ...Object.values(objects),
  abstractTypes,
  ...Object.values(members),
  catalogue,
  ...Object.values(unions),
  valueTypes,
  mutations,
  mutationOrder,
];
