/**
 * UPLOADED --register--> REGISTERED --decommission--> DECOMMISSIONED
 *     \--------------------decommission-------------------^
 */
export const PACKAGE_STATUSES = ['UPLOADED', 'REGISTERED', 'DECOMMISSIONED'] as const;
export type PackageStatus = (typeof PACKAGE_STATUSES)[number];

const NEXT: Record<PackageStatus, readonly PackageStatus[]> = {
  UPLOADED: ['REGISTERED', 'DECOMMISSIONED'],
  REGISTERED: ['DECOMMISSIONED'],
  DECOMMISSIONED: [],
};

/** The statuses from which a package may go to `target`; the guard of the conditional update. */
export function statusesBefore(target: PackageStatus): PackageStatus[] {
  return PACKAGE_STATUSES.filter((status) => NEXT[status].includes(target));
}

export function isPackageStatus(text: string): text is PackageStatus {
  return (PACKAGE_STATUSES as readonly string[]).includes(text);
}
