// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "./AssetFeed.sol";

/// What k of n signers say an exchange held and owed, as of an attestation. Normative text: docs/spec/feed.md.
///
/// It is the signers' word; the attestation, which it names, is what can be verified. Anybody may hand a signed
/// summary in. There is no owner, no upgrade and no way to change the signers or the assets: that takes another
/// contract, which integrators choose themselves. It calls no other contract, takes no ether and holds none.
contract SolvencyFeed {
    /// One figure for each asset, in the order of the assets, in its smallest unit.
    struct Summary {
        uint64 epoch;
        uint64 asOf; // seconds since 1970
        bytes32 statement; // the attestation's id: SHA-256 of its payload
        uint128[] reserves;
        uint128[] liabilities;
    }

    struct Signature {
        bytes32 r;
        bytes32 s;
        uint8 v;
    }

    struct Asset {
        string ticker;
        uint8 decimals;
    }

    struct Figures {
        uint128 reserves;
        uint128 liabilities;
    }

    uint256 public constant MAX_SIGNERS = 32;
    uint256 public constant MAX_ASSETS = 32;
    uint256 public constant MAX_DECIMALS = 30;

    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant SUMMARY_TYPE = keccak256(
        "Summary(string issuer,uint64 epoch,uint64 asOf,bytes32 statement,string[] tickers,uint8[] decimals,uint128[] reserves,uint128[] liabilities)"
    );
    /// Half of the order of secp256k1: of the two values of s that fit a signature, the lower one is taken.
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    uint256 public immutable THRESHOLD;
    uint256 public immutable ASSETS;

    bytes32 private immutable ISSUER_HASH;
    bytes32 private immutable TICKERS_HASH;
    bytes32 private immutable DECIMALS_HASH;
    uint256 private immutable FIRST_CHAIN;
    bytes32 private immutable FIRST_DOMAIN;

    string public issuer;
    address[] private allSigners;
    mapping(address => bool) public isSigner;
    Asset[] private allAssets;
    AssetFeed[] private allFeeds;

    uint64 private epoch; // 0 where nothing is published yet
    uint64 private asOf;
    bytes32 private statement;
    mapping(uint256 => Figures) private figures;

    event Published(
        uint64 indexed epoch, uint64 asOf, bytes32 indexed statement, uint128[] reserves, uint128[] liabilities
    );

    error NoIssuer();
    error SignerCount(uint256 found, uint256 most);
    error ThresholdOutOfRange(uint256 found, uint256 signers);
    error SignersNotAscending(address found, address previous);
    error AssetCount(uint256 found, uint256 most);
    error TickerTooLong(string ticker);
    error TickersNotAscending(string ticker);
    error DecimalsOutOfRange(uint8 found, uint256 most);

    error NothingPublished();
    error NoSuchAsset(uint256 index, uint256 assets);

    error WrongAssets(uint256 reserves, uint256 liabilities, uint256 want);
    error EpochNotNewer(uint64 found, uint64 held);
    error AsOfInFuture(uint64 found, uint256 blockTime);
    error AsOfBackwards(uint64 found, uint64 held);
    error TooFewSignatures(uint256 found, uint256 want);
    error MalformedSignature(uint256 index);
    error NotASigner(uint256 index, address recovered);
    error SignaturesNotAscending(uint256 index, address recovered, address previous);

    /// Signers ascend by address, assets by ticker, so that none stands twice.
    constructor(string memory issuer_, address[] memory signers_, uint256 threshold, Asset[] memory assets_) {
        if (bytes(issuer_).length == 0) revert NoIssuer();
        issuer = issuer_;
        ISSUER_HASH = keccak256(bytes(issuer_));
        setSigners(signers_);
        if (threshold == 0 || threshold > signers_.length) revert ThresholdOutOfRange(threshold, signers_.length);
        THRESHOLD = threshold;
        ASSETS = assets_.length;
        (TICKERS_HASH, DECIMALS_HASH) = setAssets(assets_);
        FIRST_CHAIN = block.chainid;
        FIRST_DOMAIN = domain();
    }

    function setSigners(address[] memory given) private {
        if (given.length == 0 || given.length > MAX_SIGNERS) revert SignerCount(given.length, MAX_SIGNERS);
        address previous = address(0);
        for (uint256 i = 0; i < given.length; ++i) {
            if (given[i] <= previous) revert SignersNotAscending(given[i], previous);
            previous = given[i];
            isSigner[previous] = true;
        }
        allSigners = given;
    }

    function setAssets(Asset[] memory given) private returns (bytes32 tickersHash, bytes32 decimalsHash) {
        if (given.length == 0 || given.length > MAX_ASSETS) revert AssetCount(given.length, MAX_ASSETS);
        bytes32[] memory tickers = new bytes32[](given.length);
        uint8[] memory decimals = new uint8[](given.length);
        bytes32 previous = 0;
        for (uint256 i = 0; i < given.length; ++i) {
            bytes memory text = bytes(given[i].ticker);
            if (text.length > 32) revert TickerTooLong(given[i].ticker);
            if (given[i].decimals > MAX_DECIMALS) revert DecimalsOutOfRange(given[i].decimals, MAX_DECIMALS);
            bytes32 ticker = bytes32(text);
            if (ticker <= previous) revert TickersNotAscending(given[i].ticker);
            previous = ticker;
            tickers[i] = keccak256(text);
            decimals[i] = given[i].decimals;
            allAssets.push(given[i]);
            allFeeds.push(new AssetFeed(i, given[i].decimals));
        }
        return (keccak256(abi.encodePacked(tickers)), keccak256(abi.encodePacked(decimals)));
    }

    /// Takes a summary that enough signers signed, by ascending address. All of it, or nothing.
    function publish(Summary calldata summary, Signature[] calldata signatures) external {
        requireNewer(summary);
        requireSigned(hashOf(summary), signatures);
        (epoch, asOf, statement) = (summary.epoch, summary.asOf, summary.statement);
        for (uint256 i = 0; i < ASSETS; ++i) {
            figures[i] = Figures(summary.reserves[i], summary.liabilities[i]);
        }
        emit Published(summary.epoch, summary.asOf, summary.statement, summary.reserves, summary.liabilities);
    }

    function requireNewer(Summary calldata summary) private view {
        (uint256 reserves, uint256 liabilities) = (summary.reserves.length, summary.liabilities.length);
        if (reserves != ASSETS || liabilities != ASSETS) revert WrongAssets(reserves, liabilities, ASSETS);
        if (summary.epoch <= epoch) revert EpochNotNewer(summary.epoch, epoch);
        if (summary.asOf > block.timestamp) revert AsOfInFuture(summary.asOf, block.timestamp);
        if (summary.asOf < asOf) revert AsOfBackwards(summary.asOf, asOf);
    }

    function requireSigned(bytes32 hash, Signature[] calldata signatures) private view {
        if (signatures.length < THRESHOLD) revert TooFewSignatures(signatures.length, THRESHOLD);
        address previous = address(0);
        for (uint256 i = 0; i < signatures.length; ++i) {
            Signature calldata each = signatures[i];
            if (uint256(each.s) > HALF_ORDER || (each.v != 27 && each.v != 28)) revert MalformedSignature(i);
            address recovered = ecrecover(hash, each.v, each.r, each.s);
            if (recovered == address(0)) revert MalformedSignature(i);
            if (!isSigner[recovered]) revert NotASigner(i, recovered);
            if (recovered <= previous) revert SignaturesNotAscending(i, recovered, previous);
            previous = recovered;
        }
    }

    /// What is signed, by EIP-712.
    function hashOf(Summary calldata summary) public view returns (bytes32) {
        bytes32 content = keccak256(
            abi.encode(
                SUMMARY_TYPE,
                ISSUER_HASH,
                summary.epoch,
                summary.asOf,
                summary.statement,
                TICKERS_HASH,
                DECIMALS_HASH,
                keccak256(abi.encodePacked(summary.reserves)),
                keccak256(abi.encodePacked(summary.liabilities))
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domainSeparator(), content));
    }

    /// Anew where the chain has split since, so that a signature for one side is none for the other.
    function domainSeparator() public view returns (bytes32) {
        return block.chainid == FIRST_CHAIN ? FIRST_DOMAIN : domain();
    }

    function domain() private view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, keccak256("Solvent"), keccak256("1"), block.chainid, address(this)));
    }

    /// The newest figures of an asset.
    function latest(uint256 index) external view returns (uint64, uint64, uint128, uint128) {
        if (index >= ASSETS) revert NoSuchAsset(index, ASSETS);
        if (epoch == 0) revert NothingPublished();
        Figures storage held = figures[index];
        return (epoch, asOf, held.reserves, held.liabilities);
    }

    /// All of the newest summary; epoch 0 where nothing is published yet.
    function newest() external view returns (Summary memory held) {
        held = Summary(epoch, asOf, statement, new uint128[](ASSETS), new uint128[](ASSETS));
        for (uint256 i = 0; i < ASSETS; ++i) {
            (held.reserves[i], held.liabilities[i]) = (figures[i].reserves, figures[i].liabilities);
        }
    }

    function description(uint256 index) external view returns (string memory) {
        if (index >= ASSETS) revert NoSuchAsset(index, ASSETS);
        return string.concat(allAssets[index].ticker, " reserves of ", issuer);
    }

    /// The assets, in their order.
    function assets() external view returns (Asset[] memory) {
        return allAssets;
    }

    function signers() external view returns (address[] memory) {
        return allSigners;
    }

    /// The feeds of the assets, in their order.
    function feeds() external view returns (AssetFeed[] memory) {
        return allFeeds;
    }
}
