import { withLock } from '../../lib/build/lock';
import { UserError } from '../../lib/util/errors';

/** A process that tries to take the lock on request, and holds it until told to stop. */
const tell = (state: 'ready' | 'holds' | 'refused' | 'released') => process.send?.(state);

process.on('message', (order) => {
  if (order !== 'take') return;
  withLock(async () => {
    tell('holds');
    await new Promise<void>((release) => {
      process.on('message', (next) => next === 'release' && release());
    });
  }).then(
    () => tell('released'),
    (error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      tell('refused');
    },
  );
});
process.on('disconnect', () => process.exit());
tell('ready');
