// Reads slips with npos, and says as JSON what npos found in them.
//
//   node read.cjs < orders
//
// An order is a line `{"pages":{"17":"cp866","0":"cp437"},"bytes":"G0AcLhs="}`: what the printer's `ESC t` numbers stand
// for, in iconv-lite's names, and the slip in base64. It is answered by one line.
// npos splits the bytes into commands, decodes `GS v 0` into a bitmap and gives the letters' bytes; three commands
// that its table lacks are added to it, with nothing but their lengths. What a command means for the slip is said here.
'use strict';

const readline = require('readline');
const iconv = require('iconv-lite');
const npos = require('npos');

const ESC = 0x1b;
const GS = 0x1d;
const SYMBOL_STORE = 80;
const SYMBOL_PRINT = 81;
const PRESENTER_HOLDS_OUT = 3;

/// `GS e n [m]` of presenters: only n = 3 has a parameter (CUSTOM, VKP80 command manual).
function presenterLength(bytes, offset) {
    return bytes[offset] === PRESENTER_HOLDS_OUT ? 2 : 1;
}

function rules() {
    const { __normalized, ...known } = npos.rules;
    return {
        ...known,
        [ESC]: { ...known[ESC], i: 0 },
        [GS]: { ...known[GS], '(k': [0, 'd16'], e: [0, presenterLength] },
    };
}

/// The picture as lines of 0 and 1.
function linesOf(bitmap) {
    const lines = [];
    for (let y = 0; y < bitmap.height; y++) {
        let line = '';
        for (let x = 0; x < bitmap.width; x++) line += bitmap.getPixel(x, y) === 0 ? '1' : '0';
        lines.push(line);
    }
    return lines;
}

class Slip {
    constructor(pages) {
        this.pages = pages;
        this.page = undefined;
        this.texts = [];
        this.links = [];
        this.cuts = 0;
        this.is_presented = false;
        this.lines = []; // of the pictures that are drawn
        this.undrawn = 0; // pictures that npos does not decode
        this.stored = undefined;
    }

    take(name, body) {
        const found = this['on ' + name];
        if (found) found.call(this, body);
    }

    'on STX'(body) {
        if (this.page === undefined) throw new Error('letters before a code page');
        for (const line of iconv.decode(body, this.page).split('\n')) if (line !== '') this.texts.push(line);
    }
    'on ESCt'(body) {
        this.page = this.pages[body[0]];
        if (this.page === undefined) throw new Error(`code page ${body[0]}`);
    }
    'on GS(k'(body) {
        const what = body[3];
        if (what === SYMBOL_STORE) this.stored = iconv.decode(body.subarray(5, 2 + body.readUInt16LE(0)), 'latin1');
        if (what === SYMBOL_PRINT) this.links.push(this.stored);
    }
    'on GSV'() {
        this.cuts++;
    }
    'on ESCi'() {
        this.cuts++;
    }
    'on GSe'(body) {
        this.is_presented = this.is_presented || body[0] === PRESENTER_HOLDS_OUT;
    }
    'on ESC*'() {
        this.undrawn++;
    }
    'on GS(L'() {
        this.undrawn++;
    }
}

const parser = npos.parser(rules());

function read(bytes, pages) {
    const tree = parser.analyze(bytes);
    if (tree.error) throw tree.error;
    const slip = new Slip(pages);
    for (const node of tree.tree) {
        const name = node.ascii + (node.fn || '');
        const begin = node.offset + (name === 'STX' ? 0 : 1 + (node.fn || '').length);
        slip.take(name, bytes.subarray(begin, node.offset + node.length));
        // One by one: npos reads pictures of different widths wrongly when it is given them together.
        if (name === 'GSv0') slip.lines.push(...linesOf(npos.codecs.raster.decode(bytes, [node])));
    }
    const { texts, links, cuts, is_presented, undrawn, lines } = slip;
    return { texts, links, cuts, is_presented, undrawn, lines };
}

function answer(order) {
    try {
        return read(Buffer.from(order.bytes, 'base64'), order.pages);
    } catch (refused) {
        return { refused: refused.message };
    }
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
    console.log(JSON.stringify(answer(JSON.parse(line))));
});
