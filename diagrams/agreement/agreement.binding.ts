import { type Binding, defineBinding, message } from '../../index.ts';

// Nobody is real here yet: the binding says what the labels say and the arrows do not.

const binding: Binding = defineBinding({
  lifelines: {},
  messages: [],

  interpret: {
    // Five threads, told apart by a number that is written in four ways: `Fork (1) x`, `(1) x`, `(1): x` and `(5)x`.
    threads: {
      '1': { messages: tagged(1), owner: 'Producer', spawn: message('Start Fork 1 and 2') },
      '2': { messages: tagged(2), owner: 'Producer', spawn: message('Start Fork 1 and 2') },
      '3': { messages: tagged(3), owner: 'Consumer', spawn: message('Start Fork 3, 4, and 5') },
      '4': { messages: tagged(4), owner: 'Consumer', spawn: message('Start Fork 3, 4, and 5') },
      '5': { messages: tagged(5), owner: 'Consumer', spawn: message('Start Fork 3, 4, and 5') },
    },

    // Who waits either cancels when the time is over, or goes on with what it has waited for.
    alternatives: [
      [
        message('(1) If agreement not written in time, cancel agreement'),
        [
          message('(1) Agreement is on the blockchain'),
          message("(1) Update agreement state ('Finalized Agreement')"),
        ],
      ],
      [
        message('(4) If agreement not written in time, cancel agreement'),
        [
          message('(4) Agreement is on the blockchain'),
          message("(4) Update agreement state ('Finalized Agreement')"),
        ],
      ],
      [
        message('(5) If data not received in time, cancel agreement'),
        [
          message('(5) Workload sends data'),
          message('(5) Data Received'),
          message('(5)Acknowledge data received'),
          message('(5) If metering enabled, send metering notification'),
          message('(5) Save metering record in local database'),
        ],
      ],
    ],

    optional: [
      [
        message('(5) If metering enabled, send metering notification'),
        message('(5) Save metering record in local database'),
      ],
    ],

    // What one thread waits for in another.
    after: [
      // The Producer acknowledges the account when its own client runs, and can look for the agreement only with that account.
      [message('(1) Start blockchain client container'), message('(3) Acknowledge update message')],
      [
        message('(3) Send Consumer update message with account'),
        message('(1): start polling blockchain for agreement'),
      ],
      // "After both updates have been done".
      [message('(1) Send Producer update message with signature'), written()],
      [message('(3) Acknowledge update message'), written()],
      // What is on the blockchain was written there, and a workload that sends data was started.
      [written(), message('(1) Agreement is on the blockchain')],
      [message('(2) Start workload'), message('(5) Workload sends data')],
    ],
  },
});

function tagged(thread: number): RegExp {
  return new RegExp(`^(?:Fork )?\\(${thread}\\)`);
}

function written() {
  return message('Fork (4) After both updates have been done, write agreement to blockchain');
}

export default binding;
