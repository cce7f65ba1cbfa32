import { RolesPage } from '../../../../features/people/roles-page.tsx';

export default function Page() {
  return <RolesPage />;
}
