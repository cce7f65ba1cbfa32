import type { Tone } from '../../components/state.tsx';
import type { DefinitionStatus } from '../../gql/graphql.ts';

export const DEFINITION_TONES: Record<DefinitionStatus, Tone> = {
  DRAFT: 'person',
  DEPLOYED: 'ok',
  DISABLED: 'skipped',
};
