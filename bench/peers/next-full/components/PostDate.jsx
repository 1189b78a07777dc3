export function PostDate({ date }) {
  return (
    <time dateTime={date.slice(0, 10)}>
      {new Date(date).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })}
    </time>
  );
}
