import { ObjectsPage } from '../../../../features/model/objects-page.tsx';

export default function Page() {
  return <ObjectsPage />;
}
