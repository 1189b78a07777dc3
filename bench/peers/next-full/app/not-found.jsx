import { Link } from '@/components/Link';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <>
      <h1>Not found</h1>
      <p>
        There is no page here. Try the <Link href="/search/">search</Link>.
      </p>
    </>
  );
}
