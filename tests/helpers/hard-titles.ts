import type { Card } from '../../lib/cards';

/** Titles that are difficult to typeset, with their languages. */
const titles: [title: string, language: string][] = [
  ['W', 'en'],
  [
    'What a hundred and forty characters look like on a card that somebody has set with care, in one paragraph that goes on until there are enough',
    'en',
  ],
  ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 'de'],
  ['memory.grow(0xFFFF_FFFF_FFFF_FFFF).expect("0123456789abcdef0123456789abcdef")', 'en'],
  ['`cargo component build --target wasm32-wasip2 -Zbuild-std=panic_abort,std`', 'en'],
  ['الذاكرة الخطية في WebAssembly 2.0: ما الذي تغيّر؟', 'ar'],
  ['זיכרון ליניארי: מדריך ל־WASI 0.2 ולרכיבים', 'he'],
  ['مرحبا World שלום: mixed directions, one title', 'en'],
  ['线性内存:从一个字节开始,读懂整个模块的结构与含义', 'zh-Hans'],
  ['線形メモリーの読み方、そしてコンポーネントモデルへの道のり', 'ja'],
  ['선형 메모리를 바이트 단위로 읽는 방법과 컴포넌트 모델', 'ko'],
  ['C++, C#, F*, .NET: what a # costs', 'en'],
  ['🚀 Ship it 👩🏽‍💻 with 🦀, 🇩🇪 and 🏳️‍🌈', 'en'],
  ['रैखिक मेमोरी: एक बाइट से शुरू करें', 'hi'],
  ['หน่วยความจำเชิงเส้น อ่านทีละไบต์', 'th'],
  ['ხაზოვანი მეხსიერება, Գծային հիշողություն, ቀጥተኛ ማህደረ', 'ka'],
  ['Ελληνικά, Кириллица, Tiếng Việt, Íslenska and Čeština', 'en'],
  ['f(x) = ∑ᵢ xᵢ² ≤ ∞, ∀x ∈ ℝ, so ¬∃ a proof', 'en'],
  ['𝔸 ⊗ 𝔹 ≅ 𝔹 ⊗ 𝔸, and ✪ is not ⨁', 'en'],
  ['ਲੀਨੀਅਰ ਮੈਮੋਰੀ ਕਿਵੇਂ ਕੰਮ ਕਰਦੀ ਹੈ', 'pa'],
  ['ରେଖୀୟ ସ୍ମୃତି କିପରି କାମ କରେ', 'or'],
  ['དྲན་ཤེས་ཀྱི་ལམ་ནས་ཡི་གེ་རེ་རེ་བཞིན་ཀློག་པ།', 'bo'],
  ['ލީނިއަރ މެމަރީ މަސައްކަތްކުރާ ގޮތް', 'dv'],
  ['ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ, and ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ', 'chr'],
  ['“Quotes”, ‘single’, «guillemets» & <b>tags</b> — and “more”…', 'en'],
  ['A\u00a0title\u00a0that\u00a0must\u00a0not\u00a0break\u00a0anywhere\u00a0at\u00a0all', 'en'],
];

export const hardCards: Card[] = titles.map(([title, language]) => ({
  title,
  language,
  label: 'WASI from the ground up · Part 3 of 4',
  byline: ['Standards Desk', '17 November 2026'],
  publication: 'Linear Memory',
  shape: [5, 24, 11],
}));
