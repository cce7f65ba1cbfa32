import type { Page } from '@wecube/kit';
import { countUsers, listUsers } from '../data/user-repository.ts';
import type { User } from '../domain/user.ts';
import type { UserParts } from './user-parts.ts';

/** One page of users by username, and how to count all that the filter leaves. */
export async function listUserPage(
  { database }: UserParts,
  page: Page,
  username: Record<string, unknown> | undefined,
): Promise<{ rows: User[]; count: () => Promise<number> }> {
  const { client } = database;
  return { rows: await listUsers(client, page, username), count: () => countUsers(client, username) };
}
