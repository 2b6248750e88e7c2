// Faults that have a case of their own: the beginning of its name, and its row of the table in docs/reliability.md.

const HOSTS = ['all is asked for again', 'pages are fresh, scripts are kept for a day', 'all is kept for ten minutes'];
const deploy = (name, how, told, kept, on) => HOSTS.map((host) => [`deploy: where ${host}, ${name}`, `the site, where ${host}`, how, told, kept, on]);

export const CASES = [
  ['fault: the list of digits names', 'the list of digits', 'names files elsewhere, or counts that are none (10 kinds, and 6 texts that are no list)', 'that the list is damaged', 'all else', 'Retry'],
  ['fault: a script does not come', 'the first script', 'never comes', '“A part of this page has not come yet. It goes on by itself when it does …”', 'the chapter', 'nothing: it goes on by itself'],
  ['fault: while the first shard does not come', 'the first digits', 'never come, while a lab that needs none works', 'nothing', 'that lab', 'Stop loading'],
  ['fault: the first shard does not come: a race', 'the first digits', 'never come, in a race', 'once, for all lanes', 'who takes part, settings', 'Retry'],
  ['fault: while the first request hangs', 'the first digits', 'a request hangs while another is wanted', 'nothing', 'everything', 'nothing: whoever comes later has it asked for anew after 3 seconds'],
  ['fault: a worker that ends', 'the worker of a run', 'ends without a word', '“The training worker stopped unexpectedly (it has not answered for 30 seconds) …”', 'all that was measured; the network is gone, the same seed gives it again', 'Train'],
  ['fault: a worker of a race', 'a worker of a race', 'ends without a word', 'the same', 'all curves', 'Start again'],
  ['fault: a clock', 'the clock', 'is set back by a minute', 'nothing', 'everything', 'nothing'],
  ...deploy('a new build replaces', 'a new build after a visit', 'nothing', 'the old build, whole, until its tabs are closed; then the new one, whole', 'nothing'),
  ...deploy('another build that comes', 'a new build while the first is being kept', 'nothing', 'nothing half; the next visit keeps the new one', 'nothing'),
  ...deploy('what was kept is gone, and', 'a new build, and what was kept is gone', 'nothing', 'the new build, whole', 'nothing'),
  ...deploy('a part that was kept is gone', 'a new build, and one part that was kept is gone', 'nothing, or that the panel could not be opened', 'all else, of one build', 'Try again; a reload opens the new build'),
  ['keeping: a host without', 'addresses', '“.html” is left out of them', 'nothing', 'every page opens, with the network and without', 'nothing'],
  ['keeping: a host that sends', 'addresses', 'index.html is sent on to /', 'nothing', 'every page opens, with the network and without', 'nothing'],
  ['keeping: whoever has', 'the keeper of an older build', 'opens no page any more', 'the browser’s own sentence, until it has looked for a new one', 'all', 'opening a page again'],
  ['keeping: a damaged answer', 'parts kept on the device', 'five rot, and one arrives damaged', 'that it arrived damaged', 'all: what rotted is taken from the host again', 'Retry'],
  ['keeping: a device without room', 'the device', 'has no room', 'nothing', 'all that needs no keeping; the site is kept once there is room', 'nothing'],
  ['keeping: what a host gives', 'a script', 'is kept with a wrong type', 'nothing', 'all', 'nothing'],
  ['drafts: a rule from a link', 'the reader’s rule', 'a key is typed in a rule that came with a link', 'that it is another’s, with Keep as mine', 'both', 'nothing'],
  ['drafts: an example', 'the reader’s rule', 'an example is chosen over it', 'nothing', 'both, as versions', 'Undo'],
  ['drafts: two tabs', 'the reader’s rule', 'two tabs write it', 'both tabs say so', 'both texts', 'nothing'],
  ['drafts: what an older', 'the reader’s rule as it was kept', 'is of an older page, of one to come, or damaged', 'nothing', 'the older opens, the others are left alone', 'nothing'],
  ['drafts: an exercise', 'an attempt', 'is begun again, or the solution is shown over it', 'nothing', 'the attempt', 'Undo'],
  ['kept: after a trap', 'the worker of a run', 'traps', '“The training worker stopped unexpectedly (unreachable) …”', 'curves, table, files, the reader’s own digits; the network is gone, the same seed gives it again', 'Train'],
  ['kept: a racer that traps', 'a worker of a race', 'traps', 'that it stopped unexpectedly', 'its curve, until it has caught up', 'Start again'],
  ['kept: a tab that crashes', 'the tab', 'crashes in the middle of a race', 'that the page was left while this was training', 'all curves but for the last second', 'Resume'],
  ['kept: a finished race', 'a race that was kept', 'is of another choice, or damaged (3 kinds)', 'nothing', 'sound ones, with their day', 'Train'],
  ['kept: a finished race', 'a race that was kept', 'is of another version of the page (2 kinds)', 'that it is, with its day', 'sound ones, with their day', 'Train'],
];
