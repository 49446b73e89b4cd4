import { type Binding, defineBinding, message } from '../../index.ts';

// Nobody is real here yet: the binding says what notes, names and the word "stuff" mean.

const binding: Binding = defineBinding({
  lifelines: {},
  messages: [],

  interpret: {
    refs: {
      '{TCP} protocol setup messaging & contract publication on Bitcoin -> cfd in state [ContractSetup]':
        'contract-setup.puml',
    },

    // The maker tells its taker and its own feed; nothing says which hears of it first.
    unordered: [
      [
        message('{TCP} cfd [Accepted]'),
        [
          message('cfd [Accepted]', { from: 'SellerApp' }),
          message('cfd [Accepted]', { from: 'SellerCfdFeed' }),
        ],
      ],
    ],

    // "Oracle stuff?"
    optional: [[message('Attestation for sell order'), message('Attestation pubkey')]],

    // A feed shows what is true now. A page that is slow never sees what was true before.
    latest: ['SellerCfdFeed', 'BuyerCfdFeed'],
  },
});

export default binding;
