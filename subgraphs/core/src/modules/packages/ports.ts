import type { Session } from '@wecube/kit';
import type { CoreTransaction } from '@wecube/prisma';
import type { PackageChange, PackageCheck } from './domain/package.ts';

/**
 * A module that has something to say about, or to do at, the registration or decommission of a package.
 * All participants check first; when none objects, all apply in the one transaction of the change.
 */
export interface PackageParticipant {
  readonly name: string;
  /** Reads only. What it returns is shown to the person; an ERROR refuses the change. */
  check(change: PackageChange): Promise<readonly PackageCheck[]>;
  /** Writes through `tx` only, and may be repeated when the transaction lost a race. */
  apply(change: PackageChange, tx: CoreTransaction, session: Session): Promise<void>;
}
