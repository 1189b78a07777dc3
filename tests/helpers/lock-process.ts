import { withLock } from '../../lib/build/lock';
import { UserError } from '../../lib/util/errors';

/** A process that tries to take the lock when it gets the message `take`, and holds it until `release`. */
const report = (state: 'ready' | 'holds' | 'refused' | 'released') => process.send?.(state);

process.on('message', (request) => {
  if (request !== 'take') return;
  withLock(async () => {
    report('holds');
    await new Promise<void>((release) => {
      process.on('message', (next) => next === 'release' && release());
    });
  }).then(
    () => report('released'),
    (error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      report('refused');
    },
  );
});
process.on('disconnect', () => process.exit());
report('ready');
