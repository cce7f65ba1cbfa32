import { deriveSchemas } from '../../scripts/derive-schemas.ts';

/** The clients stand for the present schema before the first test. */
export default function setup(): void {
  deriveSchemas();
}
