import { RoleApplicationsPage } from '../../../../features/people/role-applications-page.tsx';

export default function Page() {
  return <RoleApplicationsPage />;
}
