// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "./AggregatorV3Interface.sol";
import "./SolvencyFeed.sol";

/// One asset of a SolvencyFeed, at an address of its own. The answer is the reserves that count, in the asset's
/// smallest unit; the round is the attestation's epoch; its time is the attestation's asOf, not that of the
/// transaction, so that old figures look old. Reverts where nothing is published yet.
contract AssetFeed is AggregatorV3Interface {
    SolvencyFeed public immutable FEED;
    uint256 private immutable INDEX;

    uint256 public constant override version = 1;
    uint8 public immutable override decimals;

    /// The one round that is held is the newest: earlier ones are in the log, and in the feed's events.
    error RoundNotHeld(uint80 asked, uint80 held);

    constructor(uint256 index, uint8 decimals_) {
        FEED = SolvencyFeed(msg.sender);
        INDEX = index;
        decimals = decimals_;
    }

    function description() external view override returns (string memory) {
        return FEED.description(INDEX);
    }

    /// What a contract wants that refuses to mint below coverage. Both in the smallest unit.
    function figures() external view returns (uint128 reserves, uint128 liabilities, uint64 asOf) {
        (, asOf, reserves, liabilities) = latest();
    }

    function latestRoundData() external view override returns (uint80, int256, uint256, uint256, uint80) {
        (uint64 epoch, uint64 asOf, uint128 reserves,) = latest();
        return round(epoch, asOf, reserves);
    }

    function getRoundData(uint80 roundId) external view override returns (uint80, int256, uint256, uint256, uint80) {
        (uint64 epoch, uint64 asOf, uint128 reserves,) = latest();
        if (roundId != epoch) revert RoundNotHeld(roundId, epoch);
        return round(epoch, asOf, reserves);
    }

    function round(uint80 epoch, uint256 asOf, uint256 reserves)
        private
        pure
        returns (uint80, int256, uint256, uint256, uint80)
    {
        return (epoch, int256(reserves), asOf, asOf, epoch); // reserves are below 2^128
    }

    function latest() private view returns (uint64, uint64, uint128, uint128) {
        return FEED.latest(INDEX);
    }
}
