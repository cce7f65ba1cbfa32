import { UsersPage } from '../../../../features/people/users-page.tsx';

export default function Page() {
  return <UsersPage />;
}
