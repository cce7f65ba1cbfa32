/** PENDING ends in one of the other three, once and for good. */
export const APPLICATION_STATUSES = ['PENDING', 'APPROVED', 'DENIED', 'WITHDRAWN'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** Somebody asks for a role. */
export type RoleApplication = {
  id: string;
  userId: string;
  roleId: string;
  status: ApplicationStatus;
  appliedAt: Date;
  /** The name of who answered it; null while it is pending, and when it was withdrawn. */
  answeredBy: string | null;
  answeredAt: Date | null;
};
