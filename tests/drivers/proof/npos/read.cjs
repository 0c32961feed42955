// Reads slips with npos, and says as JSON what npos found in them.
//
//   node read.cjs < orders
//
// An order is a line `{"pages":{"17":"cp866","0":"cp437"},"bytes":"G0AcLhs="}`: what the printer's `ESC t` numbers stand
// for, in iconv-lite's names, and the slip in base64. It is answered by one line.
// npos splits the bytes into commands, decodes `GS v 0` into a bitmap and gives the letters' bytes; three commands
// that its table lacks are added to it, with nothing but their lengths. What a command means for the slip is said here,
// and in writers.cjs for pictures and symbols that npos does not draw.
'use strict';

const readline = require('readline');
const util = require('util');
const iconv = require('iconv-lite');
const npos = require('npos');
const writers = require('./writers.cjs');

const ESC = 0x1b;
const GS = 0x1d;
const GRAPHICS_STORE = 112;
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

/// What `GS ( L` and `GS ( k` carry after their length. npos takes zeros that follow a command as a part of it.
function payloadOf(body) {
    const length = body.readUInt16LE(0);
    if (body.length !== 2 + length) throw new Error('bytes that belong to no command');
    return body.subarray(2);
}

class Slip {
    constructor(pages) {
        this.pages = pages;
        this.page = undefined;
        this.texts = [];
        this.links = [];
        this.cuts = 0;
        this.is_presented = false;
        this.lines = []; // of the pictures and symbols, from the top, each as 0 and 1
        this.graphics = undefined; // stored, not printed yet
        this.symbol = []; // payloads since the last symbol
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
    'on GSv0'(body) {
        this.lines.push(...writers.scaled(writers.drawnByNpos(body), 1 + (body[0] & 1), 1 + ((body[0] >> 1) & 1)));
    }
    'on GS(L'(body) {
        const payload = payloadOf(body);
        if (payload[1] === GRAPHICS_STORE) {
            this.graphics = payload;
            return;
        }
        if (this.graphics === undefined) throw new Error('GS ( L prints what is not stored');
        this.lines.push(...writers.graphics(this.graphics, payload));
        this.graphics = undefined;
    }
    'on ESC*'(body) {
        this.lines.push(...writers.band(body));
    }
    'on GS(k'(body) {
        this.symbol.push(payloadOf(body));
        if (this.symbol.at(-1)[1] !== SYMBOL_PRINT) return;
        const { link, lines } = writers.symbol(this.symbol);
        this.links.push(link);
        this.lines.push(...lines);
        this.symbol = [];
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

    told() {
        if (this.graphics !== undefined || this.symbol.length > 0) throw new Error('stored and never printed');
        const { texts, links, cuts, is_presented, lines } = this;
        return { texts, links, cuts, is_presented, lines };
    }
}

const parser = npos.parser(rules());

// npos warns of a picture that is too large, and draws nothing.
console.warn = (...words) => {
    throw new Error(util.format(...words));
};

function read(bytes, pages) {
    const tree = parser.analyze(bytes);
    if (tree.error) throw tree.error;
    const slip = new Slip(pages);
    for (const node of tree.tree) {
        const name = node.ascii + (node.fn || '');
        const begin = node.offset + (name === 'STX' ? 0 : 1 + (node.fn || '').length);
        slip.take(name, bytes.subarray(begin, node.offset + node.length));
    }
    return slip.told();
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
