import { BucketsPage } from '../../../../features/buckets/buckets-page.tsx';

export default function Page() {
  return <BucketsPage />;
}
