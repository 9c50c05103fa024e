const wf = require('@temporalio/workflow');

const { greet, flaky, wait } = wf.proxyActivities({
  startToCloseTimeout: '20s',
  heartbeatTimeout: '5s',
  retry: { initialInterval: '50ms', maximumAttempts: 3 },
});

const add = wf.defineSignal('add');
const finish = wf.defineSignal('finish');
const seen = wf.defineQuery('seen');

exports.directed = async function directed(name) {
  const words = [];
  let isFinished = false;
  wf.setHandler(add, (word) => void words.push(word));
  wf.setHandler(finish, () => void (isFinished = true));
  wf.setHandler(seen, () => words);
  words.push(await greet(name));
  wf.upsertSearchAttributes({ Lead: [name] });
  await wf.sleep(50);
  await wf.condition(() => isFinished);
  words.push(await flaky());
  return words;
};

exports.cancellable = async function cancellable() {
  try {
    await wait();
    return 'waited';
  } catch (error) {
    if (!wf.isCancellation(error)) throw error;
    return 'cancelled';
  }
};

exports.again = async function again(left) {
  if (left > 0) await wf.continueAsNew(left - 1);
  return 'rounds done';
};

exports.failing = async function failing() {
  throw wf.ApplicationFailure.nonRetryable('no way', 'NoWay');
};
