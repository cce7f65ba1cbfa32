import { ResourcesPage } from '../../../../features/resources/resources-page.tsx';

export default function Page() {
  return <ResourcesPage />;
}
