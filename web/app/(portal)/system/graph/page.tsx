import { GraphPage } from '../../../../features/graph/graph-page.tsx';

export default function Page() {
  return <GraphPage />;
}
