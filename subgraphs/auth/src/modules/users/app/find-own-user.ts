import { type Session, toError } from '@wecube/kit';
import { sayAuth } from '../../../texts.ts';
import { findUser } from '../data/user-repository.ts';
import type { User } from '../domain/user.ts';
import type { UserParts } from './user-parts.ts';

/** The user of a session; throws USER_NOT_FOUND for sessions of services. */
export async function findOwnUser({ database }: UserParts, session: Session): Promise<User> {
  const user = await findUser(database.client, session.subject);
  if (user) return user;
  throw toError(sayAuth('USER_NOT_FOUND.session'), { status: 404 });
}
