import type { Session } from '@wecube/kit';
import type { DesignService } from './domain/design-service.ts';

/** Where the designer learns what services there are; services' face satisfies it. */
export interface ServiceReader {
  find(name: string): Promise<DesignService | null>;
  /** Those of these services that the person's roles may not use. */
  withheld(names: readonly string[], session: Session): Promise<string[]>;
}
